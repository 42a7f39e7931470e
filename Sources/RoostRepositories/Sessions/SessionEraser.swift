import Dispatch
import Foundation
import Roost

/// Makes the bytes of removed sessions leave the disk.
///
/// An erasure rewrites the table, however little is to be erased. So there is a least time between two of them, and all
/// who ask for one meanwhile share the next.
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

    private typealias Waiter = @Sendable (Result<Void, any Error>) -> Void

    private let erasure: SessionConfiguration.Erasure
    private let interval: Duration
    private let clock: SessionClock
    /// Told why an erasure has failed that nobody waits for.
    private let onFailure: @Sendable (RoostError.Code) -> Void
    private let compactSessions: @Sendable () throws -> Void
    private let compactEverything: @Sendable () throws -> Void
    /// Compactions run one at a time.
    private let queue = DispatchQueue(label: "roost.sessions.erasure")
    private let lock = NSLock()
    /// Those who wait for the next erasure.
    private var waiters: [Waiter] = []
    private var includesEverything = false
    /// Sessions that have ended since the last erasure began.
    private var endedSessions = 0
    /// Whether the next erasure has been put on the queue.
    private var isScheduled = false
    /// When the last one ended.
    private var lastErasure: ContinuousClock.Instant?

    init<User>(
        _ database: Database, _ table: Table<Session<User>, UUID>, _ configuration: SessionConfiguration,
        _ clock: SessionClock, onFailure: @escaping @Sendable (RoostError.Code) -> Void
    ) {
        erasure = configuration.effectiveErasure
        interval = .seconds(configuration.erasureInterval)
        self.clock = clock
        self.onFailure = onFailure
        compactSessions = { try database.records(in: table).compact() }
        compactEverything = { try database.compact() }
    }

    /// Erases at once, or later, as configured. REQUIRES: the removal is committed.
    func erase(_ remains: Remains) throws {
        if case .immediately = erasure { try eraseNow(remains) } else { postpone(remains) }
    }

    /// Erases at once, or later, as configured. REQUIRES: the removal is committed.
    func erase(_ remains: Remains) async throws {
        if case .immediately = erasure { try await eraseNow(remains) } else { postpone(remains) }
    }

    /// Erases soon, or later, as configured, and lets nobody wait. REQUIRES: the removal is committed.
    func eraseBehind(_ remains: Remains) {
        if case .immediately = erasure { request(remains, nil) } else { postpone(remains) }
    }

    /// Erases what was removed before the call.
    func eraseNow(_ remains: Remains) throws {
        let isDone = DispatchSemaphore(value: 0)
        let outcome = CacheLocked(Result<Void, any Error>.success(()))
        request(remains) { result in
            outcome.withLock { $0 = result }
            isDone.signal()
        }
        isDone.wait()
        try outcome.withLock { $0 }.get()
    }

    /// Erases what was removed before the call, without blocking a cooperative thread.
    func eraseNow(_ remains: Remains) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            request(remains) { continuation.resume(with: $0) }
        }
    }

    private func postpone(_ remains: Remains) {
        // What a cleared table leaves is removed by the store itself.
        guard case .deferred(let limit) = erasure, case .sessions(let count) = remains else { return }
        let isDue = lock.withLock {
            endedSessions += count
            return endedSessions >= limit
        }
        if isDue { request(.sessions(0), nil) }
    }

    /// Asks for an erasure. Its result goes to the waiter; without one, its failure is told to those who listen.
    private func request(_ remains: Remains, _ waiter: Waiter?) {
        let delay = lock.withLock { () -> Duration? in
            if case .table = remains { includesEverything = true }
            if let waiter { waiters.append(waiter) }
            guard !isScheduled else { return nil }
            isScheduled = true
            return lastErasure.map { max(.zero, interval - (clock.instant() - $0)) } ?? .zero
        }
        if let delay { clock.run(queue, delay) { self.run() } }
    }

    /// REQUIRES: on the queue.
    private func run() {
        // Whoever comes from here on has removed something that this erasure may not see.
        let (waiting, everything, begun) = lock.withLock {
            isScheduled = false
            defer {
                waiters = []
                includesEverything = false
            }
            return (waiters, includesEverything, endedSessions)
        }
        let result = Result { if everything { try compactEverything() } else { try compactSessions() } }
        lock.withLock {
            lastErasure = clock.instant()
            switch result {
            case .success: endedSessions -= begun
            case .failure: includesEverything = includesEverything || everything
            }
        }
        for waiter in waiting { waiter(result) }
        if waiting.isEmpty, case .failure(let error) = result {
            let code = (error as? RoostError)?.code ?? .io
            // A database that is closed meanwhile is no failure.
            if code != .closed { onFailure(code) }
        }
    }
}
