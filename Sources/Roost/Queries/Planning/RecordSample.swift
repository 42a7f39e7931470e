import RoostEngine

/// Some records from all over a table, to tell from them what most records are like.
///
/// Which ones depends on the stored records alone, so that the same query is planned the same way each time.
struct RecordSample {
    /// The places where records are read, and how many at each.
    private static let places = 8
    private static let recordsPerPlace = 8
    static let size = places * recordsPerPlace

    let table: TableLayout
    let context: TransactionContext

    /// Calls the body with the JSON of at most ``size`` records, and of all of them in a smaller table.
    func forEach(_ body: (Span<UInt8>) throws -> Void) throws {
        let all = KeyRange(prefix: table.records.prefix)
        guard let first = try key(all, .forward), let last = try key(all, .reverse) else { return }
        if try context.storedCount(of: table) <= Self.size { return try read(all, Self.size, body) }
        for place in try places(from: first, to: last) {
            try read(KeyRange(lower: place, upper: all.upper), Self.recordsPerPlace, body)
        }
    }

    private func key(_ range: KeyRange, _ direction: ScanDirection) throws -> [UInt8]? {
        let chunk = EntryChunk()
        _ = try engine { try context.reader.scan(range, direction, ScanLimit(entries: 1), keysOnly: true, into: chunk) }
        context.counts.keysRead += chunk.count
        return chunk.count > 0 ? [UInt8](chunk.key(at: 0)) : nil
    }

    private func read(_ range: KeyRange, _ limit: Int, _ body: (Span<UInt8>) throws -> Void) throws {
        let chunk = EntryChunk()
        _ = try engine { try context.reader.scan(range, .forward, ScanLimit(entries: limit), into: chunk) }
        context.counts.recordsRead += chunk.count
        var unpacked: [UInt8] = []
        for position in 0..<chunk.count {
            let key = chunk.key(at: position)
            let value = chunk.value(at: position)
            let primaryKey = key.extracting(table.records.prefix.count..<key.count)
            let stored = try context.unpack(value, of: primaryKey, in: table, into: &unpacked)
            try body(stored.json(in: value, or: unpacked))
        }
    }

    /// Keys at equal distances, in the component in which the two differ: the first one, and others before the last.
    private func places(from first: [UInt8], to last: [UInt8]) throws -> [[UInt8]] {
        var start = table.records.prefix.count
        for _ in table.records.parts {
            let end = try KeyScanner.endOfComponent(in: first.span, from: start, descending: false)
            guard end < first.count, end <= last.count, first[start..<end] == last[start..<end] else { break }
            start = end
        }
        // Encoded numbers begin with their length, so that equal distances of bytes are none of numbers.
        if let lowest = Self.integer(in: first, at: start), let highest = Self.integer(in: last, at: start) {
            let step = (Int128(highest) - Int128(lowest)) / Int128(Self.places)
            return (0..<Self.places).map { place in
                var encoder = KeyEncoder()
                encoder.appendRaw(first.span.extracting(0..<start))
                encoder.appendInteger(Int64(Int128(lowest) + step * Int128(place)))
                return encoder.bytes
            }
        }
        let common = zip(first, last).prefix { $0 == $1 }.count
        let (lowest, highest) = (Self.bytes(of: first, at: common), Self.bytes(of: last, at: common))
        let step = (highest - min(lowest, highest)) / UInt64(Self.places)
        return (0..<Self.places).map { place in
            let number = lowest + step * UInt64(place)
            return first.prefix(common) + (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
        }
    }

    private static func integer(in key: [UInt8], at offset: Int) -> Int64? {
        var decoder = KeyDecoder(key, at: offset)
        return try? decoder.readInteger()
    }

    /// Eight bytes of a key as a number, zeros behind its end.
    private static func bytes(of key: [UInt8], at offset: Int) -> UInt64 {
        (0..<8).reduce(0) { $0 << 8 | UInt64(offset + $1 < key.count ? key[offset + $1] : 0) }
    }
}
