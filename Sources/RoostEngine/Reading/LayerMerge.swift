/// The batches of a transaction as one sequence of entries in scan order. The newest batch that knows a key decides.
struct LayerMerge {
    /// How the next entry of the batches stands to an entry below them.
    enum Place {
        case before
        /// The batches decide about this very key.
        case replaced
        case after
    }

    /// Oldest first.
    private let layers: [WriteBatch]
    private var cursors: [BatchCursor] = []
    /// Which layer each cursor walks.
    private var cursorLayers: [Int] = []
    /// The cursor with the next entry; of those on the same key, the newest.
    private var head: Int?
    private let sign: Int
    private let deletesRanges: Bool

    /// Nil when no batch touches the range.
    init?(_ layers: [WriteBatch], _ range: KeyRange, _ direction: ScanDirection) {
        guard layers.contains(where: { !$0.isEmpty }) else { return nil }
        self.layers = layers
        sign = direction == .forward ? 1 : -1
        deletesRanges = layers.contains { !$0.deletedRanges.isEmpty }
        for (index, layer) in layers.enumerated() where !layer.entries.isEmpty {
            let cursor = BatchCursor(layer, range, direction)
            guard cursor.entry != nil else { continue }
            cursors.append(cursor)
            cursorLayers.append(index)
        }
        guard deletesRanges || !cursors.isEmpty else { return nil }
        findHead()
    }

    var isAtEnd: Bool { head == nil }

    /// Where an entry from below belongs.
    func place(_ key: Span<UInt8>) -> Place {
        guard let head, let mine = self.key(of: head) else { return .before }
        let order = sign * key.withUnsafeBytes { ByteOrder.compare($0, mine) }
        return order < 0 ? .before : order == 0 ? .replaced : .after
    }

    /// Whether a batch deletes the range that holds a key from below.
    func hides(_ key: Span<UInt8>) -> Bool { hides(key, above: -1) }

    /// Appends the next entry, unless it is a delete or lies in a range that a newer batch deletes, and moves on.
    /// REQUIRES: it is not at the end.
    mutating func take(into chunk: EntryChunk, _ keysOnly: Bool) {
        guard let head, let entry = cursors[head].entry, let key = key(of: head) else { return }
        let batch = cursors[head].batch
        if batch.entries[entry].state.kind == .put, !hides(Span(_unsafeBytes: key), above: cursorLayers[head]) {
            batch.append(entry, to: chunk, keysOnly: keysOnly)
        }
        for index in cursors.indices {
            guard let other = self.key(of: index) else { continue }
            if index == head || ByteOrder.compare(other, key) == 0 { cursors[index].advance() }
        }
        findHead()
    }

    private func key(of cursor: Int) -> UnsafeRawBufferPointer? {
        cursors[cursor].entry.map { cursors[cursor].batch.key(of: $0) }
    }

    private mutating func findHead() {
        head = nil
        for index in cursors.indices {
            guard let key = key(of: index) else { continue }
            if let head, let best = self.key(of: head), sign * ByteOrder.compare(key, best) > 0 { continue }
            head = index
        }
    }

    private func hides(_ key: Span<UInt8>, above layer: Int) -> Bool {
        guard deletesRanges else { return false }
        for newer in layers[(layer + 1)...] where newer.deletedRanges.contains(key) { return true }
        return false
    }
}
