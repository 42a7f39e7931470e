import RoostEngine

/// The first entries that an index has for a query, to tell whether there are few.
struct IndexProbe {
    /// The most entries that are looked at, and fewer before them.
    static let limits = [16, 64, 256]
    /// Ranges that are looked at. Each is a seek.
    private static let rangeLimit = 32

    let match: IndexMatch
    let ranges: [KeyRange]
    /// Whether each entry makes for a record to be read.
    private let readsRecords: Bool
    /// Where to read on.
    private var rest: ArraySlice<KeyRange>
    /// Encoded primary keys, in the order of the entries.
    private(set) var primaryKeys: [[UInt8]] = []
    /// Whether there are no others.
    private(set) var isWhole = false

    init(_ match: IndexMatch, _ ranges: [KeyRange], readsRecords: Bool) {
        self.match = match
        self.ranges = ranges
        self.readsRecords = readsRecords
        rest = ranges.prefix(Self.rangeLimit)
    }

    /// What reading them all costs at least, in entries.
    var cost: Int { primaryKeys.count * (readsRecords ? Planner.recordCost : 1) }

    /// Reads on until there are `limit` in all.
    mutating func read(upTo limit: Int, in context: TransactionContext) throws {
        let chunk = EntryChunk()
        while let range = rest.first, primaryKeys.count < limit {
            let result = try engine {
                try context.reader.scan(
                    range, .forward, ScanLimit(entries: limit - primaryKeys.count),
                    keysOnly: match.index.role != .unique, into: chunk)
            }
            context.counts.keysRead += chunk.count
            for position in 0..<chunk.count {
                try match.index.withPrimaryKey(key: chunk.key(at: position), value: chunk.value(at: position)) {
                    primaryKeys.append([UInt8]($0))
                }
            }
            rest.removeFirst()
            if result == .more, chunk.count > 0 {
                let behind = [UInt8](chunk.key(at: chunk.count - 1)) + [0]
                rest.insert(KeyRange(lower: behind, upper: range.upper), at: rest.startIndex)
            }
        }
        isWhole = primaryKeys.count < limit && ranges.count <= Self.rangeLimit
    }

    /// Whether its entries stand in the order of their primary keys: behind one value of each part.
    var isInOrderOfPrimaryKeys: Bool {
        ranges.count == 1 && match.equalityParts == match.index.parts.count && match.index.role != .unique
    }
}
