import Dispatch
import RoostEngine

/// The outcome of one commit group, which its members wait for.
final class CommitTicket: Sendable {
    private let outcome = Guarded<RoostError?>(nil)
    private let finished = DispatchGroup()

    init() {
        finished.enter()
    }

    /// Ends the wait of every member, with an error or without. Called once.
    func finish(_ error: RoostError?) {
        outcome.withLock { $0 = error }
        finished.leave()
    }

    /// Blocks until the group is committed.
    func wait() throws {
        finished.wait()
        if let error = outcome.withLock({ $0 }) { throw error }
    }

    /// Suspends until the group is committed.
    func value() async throws {
        await withCheckedContinuation { continuation in
            finished.notify(queue: .global()) { continuation.resume() }
        }
        if let error = outcome.withLock({ $0 }) { throw error }
    }
}
