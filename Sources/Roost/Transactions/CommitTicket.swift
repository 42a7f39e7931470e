import Dispatch
import RoostEngine

/// The outcome of one commit group, which its members wait for.
///
/// Tasks are resumed by whoever has committed, and not by way of a queue: what blocks the threads of Dispatch, such as a
/// compaction, holds no commit up.
final class CommitTicket: Sendable {
    private struct State {
        /// Nil until the group is committed or has failed.
        var outcome: Result<Void, RoostError>?
        var tasks: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Guarded(State())
    private let finished = DispatchGroup()

    init() {
        finished.enter()
    }

    /// Ends the wait of every member, with an error or without. Called once.
    func finish(_ error: RoostError?) {
        let tasks = state.withLock { state in
            state.outcome = error.map { .failure($0) } ?? .success(())
            defer { state.tasks = [] }
            return state.tasks
        }
        finished.leave()
        for task in tasks { task.resume() }
    }

    /// Blocks until the group is committed.
    func wait() throws {
        finished.wait()
        try outcome?.get()
    }

    /// Suspends until the group is committed.
    func value() async throws {
        await withCheckedContinuation { continuation in
            let isFinished = state.withLock { state in
                if state.outcome == nil { state.tasks.append(continuation) }
                return state.outcome != nil
            }
            if isFinished { continuation.resume() }
        }
        try outcome?.get()
    }

    private var outcome: Result<Void, RoostError>? { state.withLock { $0.outcome } }
}
