import Dispatch

/// A thread of the store's own, as an actor: async transactions run on it, so that they never block Swift's
/// cooperative threads, and keep their task-local values.
actor StoreLane {
    private nonisolated let executor: QueueExecutor

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(label: String) {
        executor = QueueExecutor(label: label)
    }

    /// Runs the body on the lane's thread.
    func run<T: Sendable>(whenCancelled: WhenCancelled = .stops, _ body: @Sendable () throws -> T) throws -> T {
        try whenCancelled.check()
        return try body()
    }
}

/// A serial executor over a dispatch queue (`DispatchSerialQueue` does not exist on Linux).
final class QueueExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init(label: String) {
        queue = DispatchQueue(label: label)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }
}
