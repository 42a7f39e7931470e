#if Observability
import Foundation
import RoostEngine

/// A store in memory that takes what opening it writes, and no more.
///
/// `@unchecked Sendable`: what changes is only touched under the lock; the store below is `Sendable` itself.
final class FailingStore: OrderedStore, @unchecked Sendable {
    private let store: any OrderedStore
    private let lock = NSLock()
    private var isOpened = false

    init() throws { store = try LevelDBStore.inMemory() }

    func commit(_ batch: WriteBatch, durability: CommitDurability, readSet: ReadSet?) throws {
        let wasOpened = lock.withLock {
            defer { isOpened = true }
            return isOpened
        }
        if wasOpened { throw EngineError(.commitUnknown, "no disk") }
        try store.commit(batch, durability: durability, readSet: readSet)
    }

    var limits: StoreLimits { store.limits }
    var callCount: EngineCalls { store.callCount }
    func makeView() throws -> any ReadView { try store.makeView() }
    func bytesOnDisk() throws -> UInt64 { try store.bytesOnDisk() }
    func compact(_ range: KeyRange) throws { try store.compact(range) }
    func get(_ key: Span<UInt8>, into chunk: EntryChunk) throws -> Bool { try store.get(key, into: chunk) }
    func sync() throws { try store.sync() }
    func approximateSizes(of ranges: [KeyRange]) throws -> [UInt64] { try store.approximateSizes(of: ranges) }
    func property(_ name: String) -> String? { store.property(name) }
    func close() throws { try store.close() }
}
#endif
