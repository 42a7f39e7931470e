import RoostEngine

/// A store in which something happens in the middle of the next point read.
final class InterruptedStore: OrderedStore {
    private let store: any OrderedStore
    private let interruption = Guarded<(@Sendable () throws -> Void)?>(nil)

    init(_ store: any OrderedStore) { self.store = store }

    func interruptNextGet(_ body: @escaping @Sendable () throws -> Void) {
        interruption.withLock { $0 = body }
    }

    func get(_ key: Span<UInt8>, into chunk: EntryChunk) throws -> Bool {
        let body = interruption.withLock { body in
            defer { body = nil }
            return body
        }
        try body?()
        return try store.get(key, into: chunk)
    }

    var limits: StoreLimits { store.limits }
    var callCount: EngineCalls { store.callCount }
    func makeView() throws -> any ReadView { try store.makeView() }
    func commit(_ batch: WriteBatch, durability: CommitDurability, readSet: ReadSet?) throws {
        try store.commit(batch, durability: durability, readSet: readSet)
    }
    func sync() throws { try store.sync() }
    func approximateSizes(of ranges: [KeyRange]) throws -> [UInt64] { try store.approximateSizes(of: ranges) }
    func compact(_ range: KeyRange) throws { try store.compact(range) }
    func property(_ name: String) -> String? { store.property(name) }
    func bytesOnDisk() throws -> UInt64 { try store.bytesOnDisk() }
    func close() throws { try store.close() }
}
