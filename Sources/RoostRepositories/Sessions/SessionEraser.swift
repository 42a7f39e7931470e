import Dispatch
import Foundation
import Roost

/// Makes the bytes of removed sessions leave the disk.
///
/// `@unchecked Sendable`: everything that changes is behind the lock.
final class SessionEraser: @unchecked Sendable {
    private let database: Database
    private let erasure: SessionConfiguration.Erasure
    /// Compactions run one at a time.
    private let queue = DispatchQueue(label: "roost.sessions.erasure")
    private let lock = NSLock()
    /// Requests so far, and how many of them came before a compaction that has succeeded.
    private var requested = 0
    private var served = 0
    /// Sessions that have ended since the last deferred erasure began.
    private var endedSessions = 0
    private var isScheduled = false

    init(_ database: Database, _ erasure: SessionConfiguration.Erasure) {
        self.database = database
        self.erasure = erasure
    }

    /// Erases at once, or later, as configured. REQUIRES: their end is committed.
    func sessionsEnded(_ count: Int) throws {
        guard count > 0 else { return }
        switch erasure {
        case .immediately: try eraseNow()
        case .deferred(let limit): schedule(count, limit)
        }
    }

    /// Erases at once, or later, as configured. REQUIRES: their end is committed.
    func sessionsEnded(_ count: Int) async throws {
        guard count > 0 else { return }
        switch erasure {
        case .immediately: try await eraseNow()
        case .deferred(let limit): schedule(count, limit)
        }
    }

    /// Erases what was removed before the call. Calls that wait for each other share a compaction.
    func eraseNow() throws {
        let request = register()
        try queue.sync { try serve(request) }
    }

    /// Erases what was removed before the call, without blocking a cooperative thread.
    func eraseNow() async throws {
        let request = register()
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            queue.async { continuation.resume(with: Result { try self.serve(request) }) }
        }
    }

    private func register() -> Int {
        lock.withLock {
            requested += 1
            return requested
        }
    }

    /// REQUIRES: on the queue.
    private func serve(_ request: Int) throws {
        let (isServed, latest) = lock.withLock { (served >= request, requested) }
        if isServed { return }
        try compact()
        lock.withLock { served = latest }
    }

    private func schedule(_ count: Int, _ limit: Int) {
        let isDue = lock.withLock {
            endedSessions += count
            guard endedSessions >= limit, !isScheduled else { return false }
            isScheduled = true
            return true
        }
        guard isDue else { return }
        queue.async {
            let begun = self.lock.withLock { self.endedSessions }
            // Nobody waits for it: what went wrong is seen by whoever writes next, and the next one that ends tries again.
            let isErased = (try? self.compact()) != nil
            self.lock.withLock {
                if isErased { self.endedSessions -= begun }
                self.isScheduled = false
            }
        }
    }

    private func compact() throws {
        try database.compact()
    }
}
