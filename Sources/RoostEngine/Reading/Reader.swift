/// What a transaction reads through: a view of the store, or the store below the batches that are not committed yet.
///
/// A scan keeps no state between calls: the caller goes on with a range that begins behind, or ends before, the last
/// key. Batches may grow between calls. Additions to counters are not visible.
///
/// Not `Sendable`: it belongs to one transaction.
package final class Reader {
    private let store: (any OrderedStore)?
    let layers: [WriteBatch]
    @exclusivity(unchecked) private var view: (any ReadView)?
    @exclusivity(unchecked) private var isClosed = false
    let base = EntryChunk()

    /// A read transaction: everything comes from one view, which the reader closes.
    package init(view: any ReadView) {
        self.view = view
        store = nil
        layers = []
    }

    /// A write transaction: the latest committed state below the batches, of which the first is the oldest and the last
    /// the transaction's own.
    ///
    /// The view that scans need is made by the first one. It may already hold what the older batches will have
    /// committed by then; as puts and deletes are absolute, applying them on top again changes nothing.
    package init(store: any OrderedStore, layers: [WriteBatch]) {
        self.store = store
        self.layers = layers
    }

    /// Reads one key: from the newest batch that knows it, else what is committed. The chunk then holds the one entry,
    /// or is empty.
    package func get(_ key: Span<UInt8>, into chunk: EntryChunk) throws -> Bool {
        guard !isClosed else { throw Self.closed }
        chunk.removeAll()
        switch findInLayers(key, into: chunk) {
        case .value: return true
        case .deleted: return false
        case .absent: return try getCommitted(key, into: chunk)
        }
    }

    /// Reads many keys; the chunk then holds one entry per key, in their order, absent where there is none.
    package func getMany(_ keys: borrowing ByteList, into chunk: EntryChunk) throws {
        guard !isClosed else { throw Self.closed }
        if layers.allSatisfy(\.isEmpty), let view { return try view.getMany(keys, into: chunk) }
        chunk.removeAll()
        for index in 0..<keys.count {
            switch findInLayers(keys[index], into: chunk) {
            case .value: continue
            case .deleted: chunk.append(key: keys[index], value: nil)
            case .absent:
                if try getCommitted(keys[index], into: base) {
                    chunk.append(base, at: 0)
                } else {
                    chunk.append(key: keys[index], value: nil)
                }
            }
        }
    }

    /// Fills the chunk with entries of a range, as ``ReadView/scan(_:_:_:keysOnly:into:)`` does.
    package func scan(
        _ range: KeyRange, _ direction: ScanDirection, _ limit: ScanLimit, keysOnly: Bool = false,
        into chunk: EntryChunk
    ) throws -> ScanResult {
        guard !isClosed else { throw Self.closed }
        let view = try makeViewIfNeeded()
        if !range.isEmpty, let layers = LayerMerge(layers, range, direction) {
            return try scan(view, under: layers, range, direction, limit, keysOnly, into: chunk)
        }
        return try view.scan(range, direction, limit, keysOnly: keysOnly, into: chunk)
    }

    /// Gives the view back. May be called again; reading afterwards is `closed`.
    package func close() {
        isClosed = true
        view?.close()
        view = nil
    }

    private static let closed = EngineError(.closed, "the transaction has ended")

    private func findInLayers(_ key: Span<UInt8>, into chunk: EntryChunk) -> WriteBatch.Found {
        for layer in layers.reversed() {
            let found = layer.find(key, into: chunk)
            if found != .absent { return found }
        }
        return .absent
    }

    private func getCommitted(_ key: Span<UInt8>, into chunk: EntryChunk) throws -> Bool {
        if let store { return try store.get(key, into: chunk) }
        return try makeViewIfNeeded().get(key, into: chunk)
    }

    private func makeViewIfNeeded() throws -> any ReadView {
        if let view { return view }
        guard let store else { throw Self.closed }
        let made = try store.makeView()
        view = made
        return made
    }
}
