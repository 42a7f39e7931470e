import RoostEngine

/// A bounded number of lanes for async read transactions.
///
/// A lane is handed out when it is free, to whoever has waited longest: behind a long scan wait those only for whom no
/// other lane gets free.
final class ReaderPool: Sendable {
    private typealias Continuation = CheckedContinuation<StoreLane, any Error>

    private struct State {
        /// Not empty only while nobody waits.
        var free: [StoreLane]
        /// Those who wait, by number.
        var waiting: [UInt64: Continuation] = [:]
        /// No number before it waits.
        var oldest: UInt64 = 0
        var next: UInt64 = 0
        var isClosed = false

        mutating func newNumber() -> UInt64 {
            defer { next += 1 }
            return next
        }

        /// Takes out who has waited longest.
        mutating func removeOldest() -> Continuation? {
            while oldest < next {
                defer { oldest += 1 }
                if let continuation = waiting.removeValue(forKey: oldest) { return continuation }
            }
            return nil
        }
    }

    private let state: Guarded<State>

    init(count: Int, label: String) {
        state = Guarded(State(free: (0..<count).map { StoreLane(label: "\(label).reader-\($0)") }))
    }

    /// Runs the body on a lane, as soon as one is free.
    ///
    /// - Throws: `CancellationError` when the task is cancelled before the body runs, at once when it waits for a lane;
    ///   ``RoostError/Code/closed`` when it would wait for one and the pool is closed.
    func run<T: Sendable>(_ body: @Sendable () throws -> T) async throws -> T {
        let lane = try await takeLane()
        defer { giveBack(lane) }
        return try await lane.run(body)
    }

    /// Those who wait for a lane.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Lets nobody wait any more. Bodies that run go on.
    func close() {
        let waiting = state.withLock { state in
            state.isClosed = true
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        for continuation in waiting { continuation.resume(throwing: Self.closedError) }
    }

    private func takeLane() async throws -> StoreLane {
        if let lane = state.withLock({ $0.free.popLast() }) { return lane }
        let number = state.withLock { $0.newNumber() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: Continuation) in
                let answer = state.withLock { state -> Result<StoreLane, any Error>? in
                    // Under the lock: a cancellation comes either before or finds who waits.
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if let lane = state.free.popLast() { return .success(lane) }
                    if state.isClosed { return .failure(Self.closedError) }
                    // Whoever took a later number meanwhile may have gone on already.
                    state.oldest = min(state.oldest, number)
                    state.waiting[number] = continuation
                    return nil
                }
                if let answer { continuation.resume(with: answer) }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: number) }?.resume(throwing: CancellationError())
        }
    }

    private func giveBack(_ lane: StoreLane) {
        let next = state.withLock { state -> Continuation? in
            if let next = state.removeOldest() { return next }
            state.free.append(lane)
            return nil
        }
        next?.resume(returning: lane)
    }

    private static var closedError: RoostError { RoostError(.closed, "the database is closed") }
}
