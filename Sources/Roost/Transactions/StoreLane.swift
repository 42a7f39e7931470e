import Dispatch

/// A thread of the store's own, as an actor: async transactions run on it, so that they never block Swift's
/// cooperative threads, and keep their task-local values.
actor StoreLane {
    private nonisolated let executor: QueueExecutor

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(label: String) {
        executor = QueueExecutor(label: label)
    }

    /// Runs the body on the lane's thread, unless the task is cancelled by then.
    func run<T: Sendable>(_ body: @Sendable () throws -> T) throws -> T {
        try Task.checkCancellation()
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
