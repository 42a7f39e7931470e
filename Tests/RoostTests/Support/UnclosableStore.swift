import RoostEngine

/// A store in memory that outlives its database, as files outlive a process that was killed.
///
/// `@unchecked Sendable`: what changes is guarded.
final class UnclosableStore: OrderedStore, @unchecked Sendable {
    private let store: any OrderedStore
    private let isCrashed = Guarded(false)

    init(_ store: any OrderedStore) { self.store = store }

    /// From here on the database that is open can write nothing; the next one starts with what was committed.
    func crash() { isCrashed.withLock { $0 = true } }

    var limits: StoreLimits { store.limits }
    var callCount: EngineCalls { store.callCount }

    func makeView() throws -> any ReadView {
        isCrashed.withLock { $0 = false }
        return try store.makeView()
    }

    func get(_ key: Span<UInt8>, into chunk: EntryChunk) throws -> Bool { try store.get(key, into: chunk) }

    func commit(_ batch: WriteBatch, durability: CommitDurability, readSet: ReadSet?) throws {
        if isCrashed.withLock({ $0 }) { throw EngineError(.io, "the process is gone") }
        try store.commit(batch, durability: durability, readSet: readSet)
    }

    func sync() throws { try store.sync() }
    func approximateSizes(of ranges: [KeyRange]) throws -> [UInt64] { try store.approximateSizes(of: ranges) }
    func compact(_ range: KeyRange) throws { try store.compact(range) }
    func property(_ name: String) -> String? { store.property(name) }
    func bytesOnDisk() throws -> UInt64 { try store.bytesOnDisk() }
    func close() throws {}
}
