import Dispatch
import Foundation
import Roost

/// Makes the bytes of removed sessions leave the disk.
///
/// `@unchecked Sendable`: everything that changes is behind the lock.
final class SessionEraser: @unchecked Sendable {
    /// What is left of what was removed.
    enum Remains: Sendable {
        /// Sessions that were deleted, so many of them.
        case sessions(Int)
        /// The contents of a table that was cleared: they are no longer the table's.
        case table
    }

    private let erasure: SessionConfiguration.Erasure
    /// Told why an erasure has failed that nobody waits for.
    private let onFailure: @Sendable (RoostError.Code) -> Void
    private let compactSessions: @Sendable () throws -> Void
    private let compactEverything: @Sendable () throws -> Void
    /// Compactions run one at a time.
    private let queue = DispatchQueue(label: "roost.sessions.erasure")
    private let lock = NSLock()
    /// Requests so far, and how many of them came before a compaction that has succeeded.
    private var requested = 0
    private var served = 0
    private var includesEverything = false
    /// Sessions that have ended since the last deferred erasure began.
    private var endedSessions = 0
    private var isScheduled = false

    init<User>(
        _ database: Database, _ tables: SessionTables<User>, _ erasure: SessionConfiguration.Erasure,
        onFailure: @escaping @Sendable (RoostError.Code) -> Void
    ) {
        self.erasure = erasure
        self.onFailure = onFailure
        // Spent tokens are digests whatever the policy; LevelDB comes to rewrite them some day.
        compactSessions = { try database.records(in: tables.sessions).compact() }
        compactEverything = { try database.compact() }
    }

    /// Erases at once, or later, as configured. REQUIRES: the removal is committed.
    func erase(_ remains: Remains) throws {
        switch erasure {
        case .immediately: try eraseNow(remains)
        case .deferred(let limit): schedule(remains, limit)
        }
    }

    /// Erases at once, or later, as configured. REQUIRES: the removal is committed.
    func erase(_ remains: Remains) async throws {
        switch erasure {
        case .immediately: try await eraseNow(remains)
        case .deferred(let limit): schedule(remains, limit)
        }
    }

    /// Erases what was removed before the call. Calls that wait for each other share a compaction.
    func eraseNow(_ remains: Remains) throws {
        let request = register(remains)
        try queue.sync { try serve(request) }
    }

    /// Erases what was removed before the call, without blocking a cooperative thread.
    func eraseNow(_ remains: Remains) async throws {
        let request = register(remains)
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            queue.async { continuation.resume(with: Result { try self.serve(request) }) }
        }
    }

    private func register(_ remains: Remains) -> Int {
        lock.withLock {
            requested += 1
            if case .table = remains { includesEverything = true }
            return requested
        }
    }

    /// REQUIRES: on the queue.
    private func serve(_ request: Int) throws {
        let due = lock.withLock { () -> (latest: Int, everything: Bool)? in
            guard served < request else { return nil }
            defer { includesEverything = false }
            return (requested, includesEverything)
        }
        guard let (latest, everything) = due else { return }
        do {
            if everything { try compactEverything() } else { try compactSessions() }
        } catch {
            lock.withLock { includesEverything = includesEverything || everything }
            throw error
        }
        lock.withLock { served = latest }
    }

    private func schedule(_ remains: Remains, _ limit: Int) {
        // What a cleared table leaves is removed by the store itself.
        guard case .sessions(let count) = remains else { return }
        let isDue = lock.withLock {
            endedSessions += count
            guard endedSessions >= limit, !isScheduled else { return false }
            isScheduled = true
            return true
        }
        guard isDue else { return }
        queue.async {
            let begun = self.lock.withLock { self.endedSessions }
            // Nobody waits for it, and the next end tries again.
            let failure = self.failure(of: self.compactSessions)
            self.lock.withLock {
                if failure == nil { self.endedSessions -= begun }
                self.isScheduled = false
            }
            // A database that is closed meanwhile is no failure.
            if let failure, failure != .closed { self.onFailure(failure) }
        }
    }
    private func failure(of body: () throws -> Void) -> RoostError.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? RoostError)?.code ?? .io
        }
    }
}
