import RoostEngine

/// Another index that decides some conditions of a query: which of the records that a scan leads to it leads to, too.
///
/// Its entries stand in the order of their primary keys, so that those of a chunk are found in one pass, which leaps over
/// what lies between two of them where that is much.
struct EntryIntersection: Sendable {
    let index: IndexLayout
    /// What its entries begin with, before the primary key.
    let prefix: [UInt8]
    /// The positions of the conditions it decides, when the query was planned.
    let served: SmallSet
    /// The conditions it decides.
    let conditions: [Condition]

    /// Entries read between two leaps, at the least and at the most.
    private static let leap = 16...1_024

    /// Which of the entries of a chunk lead to records that it leads to.
    func sharesRecords(_ chunk: EntryChunk, of index: IndexLayout, in context: TransactionContext) throws -> [Bool] {
        let primaryKeys = try PackedKeys(primaryKeysOf: chunk, in: index)
        let order = primaryKeys.ascending
        var isShared = [Bool](repeating: false, count: order.count)
        guard let last = order.last else { return isShared }
        let end = prefix + primaryKeys.copy(last) + [0]
        let entries = EntryChunk()
        var limit = min(max(order.count, Self.leap.lowerBound), Self.leap.upperBound)
        var next = 0
        while next < order.count {
            let result = try engine {
                try context.reader.scan(
                    KeyRange(lower: prefix + primaryKeys.copy(order[next]), upper: end), .forward,
                    ScanLimit(entries: limit), keysOnly: true, into: entries)
            }
            context.counts.keysRead += entries.count
            let first = next
            for position in 0..<entries.count {
                let key = entries.key(at: position)
                let primaryKey = key.extracting(prefix.count..<key.count)
                while next < order.count {
                    let comparison = primaryKeys.compare(order[next], primaryKey)
                    if comparison > 0 { break }
                    if comparison == 0 { isShared[order[next]] = true }
                    next += 1
                }
            }
            guard result == .more else { break }
            // Where most entries lie between two keys, fewer are read before the next leap.
            limit = (next - first) * 4 < entries.count ? limit / 2 : limit * 2
            limit = min(max(limit, Self.leap.lowerBound), Self.leap.upperBound)
        }
        return isShared
    }
}

/// Some keys in one piece of memory.
private struct PackedKeys {
    private var bytes: [UInt8] = []
    private var starts = [0]

    init(primaryKeysOf chunk: EntryChunk, in index: IndexLayout) throws {
        for position in 0..<chunk.count {
            try index.withPrimaryKey(key: chunk.key(at: position), value: chunk.value(at: position)) { primaryKey in
                for byte in primaryKey.indices { bytes.append(primaryKey[byte]) }
            }
            starts.append(bytes.count)
        }
    }

    private var count: Int { starts.count - 1 }

    /// The positions in ascending order of the keys, which mostly is the order in which they came, or its reverse.
    var ascending: [Int] {
        let positions = Array(0..<count)
        let descents = positions.dropLast().count { compare($0, $0 + 1) > 0 }
        if descents == 0 { return positions }
        if descents == count - 1 { return positions.reversed() }
        return positions.sorted { compare($0, $1) < 0 }
    }

    func copy(_ position: Int) -> ArraySlice<UInt8> { bytes[starts[position]..<starts[position + 1]] }

    func compare(_ position: Int, _ key: Span<UInt8>) -> Int {
        let span = bytes.span
        return ByteOrder.compare(span.extracting(starts[position]..<starts[position + 1]), key)
    }

    private func compare(_ a: Int, _ b: Int) -> Int {
        let span = bytes.span
        return ByteOrder.compare(
            span.extracting(starts[a]..<starts[a + 1]), span.extracting(starts[b]..<starts[b + 1]))
    }
}
