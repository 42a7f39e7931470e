/// Changes that are committed together: puts, deletes, deleted ranges and additions to counters.
///
/// A batch applies its deleted ranges first, then everything else, one entry per key: the last write of a key wins, and
/// a range deleted after a write of a key inside it wins over that write. Reading it back (``find(_:into:)``, and
/// ``Reader`` for ranges) shows the outcome.
///
/// Keys and values live in one arena, so that a write allocates nothing of its own. The hash table that finds a key is
/// always there; the order of the keys is built at first need and then kept up to date by every write.
///
/// Not `Sendable`: a batch has one owner, who may hand it over. Access is not checked for exclusiveness at run time,
/// which would cost as much as the writes themselves: no method calls out while it changes a property.
package final class WriteBatch {
    @exclusivity(unchecked) var arena = ByteArena()
    @exclusivity(unchecked) var entries: ContiguousArray<BatchEntry> = []
    @exclusivity(unchecked) var table = BatchTable()
    @exclusivity(unchecked) var deletedRanges = RangeSet()
    /// Nil until the order is asked for.
    @exclusivity(unchecked) var order: OrderedIndex?
    /// The sum of the entries' byte counts.
    @exclusivity(unchecked) var entryBytes = 0
    @exclusivity(unchecked) var counterCount = 0
    /// Bytes of the arena that no entry refers to any more.
    @exclusivity(unchecked) var garbage = 0
    @exclusivity(unchecked) var journal = BatchJournal()
    /// Key comparisons made for the order so far: what keeping and reading it costs.
    @exclusivity(unchecked) package internal(set) var orderComparisons = 0

    package init() {}

    package var isEmpty: Bool { entries.isEmpty && deletedRanges.isEmpty }

    /// Keys that are put or deleted. Counters and deleted ranges are not among them.
    package var entryCount: Int { entries.count - counterCount }

    /// Roughly the size of the encoded batch. What a deleted range will expand to is not known before the commit.
    package var byteCount: Int {
        deletedRanges.isEmpty
            ? entryBytes
            : deletedRanges.ranges.reduce(entryBytes) { $0 + $1.lower.count + ($1.upper?.count ?? 0) }
    }

    package func put(_ key: Span<UInt8>, _ value: Span<UInt8>) {
        key.withUnsafeBytes { key in value.withUnsafeBytes { put(key, $0) } }
    }

    package func delete(_ key: Span<UInt8>) {
        key.withUnsafeBytes { write($0, BatchEntry.State(kind: .delete)) }
    }

    /// Deletes every key of a range, whether committed or written by this batch so far. O(log n + keys of this batch in
    /// the range).
    package func deleteRange(_ range: KeyRange) {
        guard !range.isEmpty else { return }
        for index in entryIndices(in: range) { setState(of: index, BatchEntry.State(kind: .delete)) }
        journal.willChange(deletedRanges)
        deletedRanges.insert(range)
    }

    package enum Found {
        /// The batch says nothing about the key.
        case absent
        case deleted
        case value
    }

    /// What the batch makes of a key; a value is appended to the chunk. An addition to a counter counts as absent,
    /// because its outcome depends on what is committed.
    package func find(_ key: Span<UInt8>, into chunk: EntryChunk) -> Found {
        if let index = key.withUnsafeBytes({ lookup($0) }) {
            switch entries[index].state.kind {
            case .put:
                append(index, to: chunk, keysOnly: false)
                return .value
            case .delete: return .deleted
            case .add, .brokenCounter: return .absent
            }
        }
        return deletedRanges.contains(key) ? .deleted : .absent
    }
}
