import Dispatch
import RoostEngine

/// Runs tasks on a queue that can be recognised.
final class MarkedExecutor: TaskExecutor {
    private let queue = DispatchQueue(label: "marked")
    private let key = DispatchSpecificKey<Bool>()

    init() { queue.setSpecific(key: key, value: true) }

    /// Whether the code that asks runs on this queue.
    var isCurrent: Bool { DispatchQueue.getSpecific(key: key) == true }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

/// A store that counts how often it is read, and how often by code that runs on an executor.
final class WatchedStore: OrderedStore {
    private let store: any OrderedStore
    private let executor = Guarded<MarkedExecutor?>(nil)
    private let counted = Guarded((reads: 0, onCaller: 0))

    init(_ store: any OrderedStore) { self.store = store }

    /// Counts anew, with an eye on one executor.
    func watch(_ watched: MarkedExecutor) {
        executor.withLock { $0 = watched }
        counted.withLock { $0 = (0, 0) }
    }

    var counts: (reads: Int, onCaller: Int) { counted.withLock { $0 } }

    private func note() {
        let isCurrent = executor.withLock { $0 }?.isCurrent == true
        counted.withLock {
            $0.reads += 1
            $0.onCaller += isCurrent ? 1 : 0
        }
    }

    func makeView() throws -> any ReadView {
        note()
        return try store.makeView()
    }

    func get(_ key: Span<UInt8>, into chunk: EntryChunk) throws -> Bool {
        note()
        return try store.get(key, into: chunk)
    }

    func bytesOnDisk() throws -> UInt64 {
        note()
        return try store.bytesOnDisk()
    }

    var limits: StoreLimits { store.limits }
    var callCount: EngineCalls { store.callCount }
    func commit(_ batch: WriteBatch, durability: CommitDurability, readSet: ReadSet?) throws {
        try store.commit(batch, durability: durability, readSet: readSet)
    }
    func sync() throws { try store.sync() }
    func approximateSizes(of ranges: [KeyRange]) throws -> [UInt64] { try store.approximateSizes(of: ranges) }
    func compact(_ range: KeyRange) throws { try store.compact(range) }
    func property(_ name: String) -> String? { store.property(name) }
    func close() throws { try store.close() }
}
