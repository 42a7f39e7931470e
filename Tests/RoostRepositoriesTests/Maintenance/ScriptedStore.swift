import Foundation
import RoostEngine

/// A store in memory that claims to be as large on disk as the test says, and fails where the test says.
///
/// `@unchecked Sendable`: what changes is only touched under the lock; the store below is `Sendable` itself.
final class ScriptedStore: OrderedStore, @unchecked Sendable {
    private let store: any OrderedStore
    private let lock = NSLock()
    private var size: UInt64 = 0
    private var sizeAfterCompaction: UInt64?
    private var viewError: EngineError?
    private var commitError: EngineError?
    private var compactionError: EngineError?
    private var compactions = 0

    init() throws { store = try LevelDBStore.inMemory() }

    var bytes: Int {
        get { lock.withLock { Int(size) } }
        set { lock.withLock { size = UInt64(newValue) } }
    }

    /// What the next compaction makes of the size.
    func compact(to bytes: Int) { lock.withLock { sizeAfterCompaction = UInt64(bytes) } }

    var compactionCount: Int { lock.withLock { compactions } }

    /// From here on reading fails, or no more.
    func failViews(_ error: EngineError?) { lock.withLock { viewError = error } }
    func failCommits(_ error: EngineError?) { lock.withLock { commitError = error } }
    func failCompactions(_ error: EngineError?) { lock.withLock { compactionError = error } }

    func makeView() throws -> any ReadView {
        if let error = lock.withLock({ viewError }) { throw error }
        return try store.makeView()
    }

    func commit(_ batch: WriteBatch, durability: CommitDurability, readSet: ReadSet?) throws {
        if let error = lock.withLock({ commitError }) { throw error }
        try store.commit(batch, durability: durability, readSet: readSet)
    }

    func compact(_ range: KeyRange) throws {
        try lock.withLock {
            compactions += 1
            if let compactionError { throw compactionError }
            size = sizeAfterCompaction ?? size
        }
        try store.compact(range)
    }

    func bytesOnDisk() throws -> UInt64 { lock.withLock { size } }

    var limits: StoreLimits { store.limits }
    var callCount: EngineCalls { store.callCount }
    func get(_ key: Span<UInt8>, into chunk: EntryChunk) throws -> Bool { try store.get(key, into: chunk) }
    func sync() throws { try store.sync() }
    func approximateSizes(of ranges: [KeyRange]) throws -> [UInt64] { try store.approximateSizes(of: ranges) }
    func property(_ name: String) -> String? { store.property(name) }
    func close() throws { try store.close() }
}
