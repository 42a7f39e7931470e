import RoostEngineTesting
import Testing

@testable import Roost

@Suite("Key encodings, over random keys of every kind")
struct KeyPropertyTests {
    struct Column {
        var shape: Sample.Shape
        var descending: Bool
    }

    struct Row {
        var values: [Sample]
        var bytes: [UInt8]
        /// Where each component ends.
        var ends: [Int]
    }

    static func row(_ columns: [Column], _ generator: inout SeededGenerator) throws -> Row {
        var encoder = KeyEncoder()
        var row = Row(values: [], bytes: [], ends: [])
        for column in columns {
            let start = encoder.bytes.count
            let value = generator.sample(column.shape)
            try value.append(to: &encoder)
            if column.descending { encoder.complement(from: start) }
            row.values.append(value)
            row.ends.append(encoder.bytes.count)
        }
        row.bytes = encoder.bytes
        return row
    }

    static func compare(_ left: Row, _ right: Row, _ columns: [Column]) -> Int {
        for (index, column) in columns.enumerated() {
            let result = Sample.compare(left.values[index], right.values[index])
            if result != 0 { return column.descending ? -result : result }
        }
        return 0
    }

    @Test("Bytes are ordered as values are, and no key is a prefix of another", arguments: UInt64(0)..<24)
    func order(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let columns = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
                Column(shape: generator.shape(), descending: generator.chance(2))
            }
            let rows = try (0..<10).map { _ in try Self.row(columns, &generator) }
            for left in rows {
                for right in rows {
                    let expected = Self.compare(left, right, columns)
                    let isLess = left.bytes.lexicographicallyPrecedes(right.bytes)
                    #expect(isLess == (expected < 0), "\(left.values) \(right.values) \(columns)")
                    #expect((left.bytes == right.bytes) == (expected == 0), "\(left.values) \(right.values)")
                    #expect(expected == 0 || !right.bytes.starts(with: left.bytes), "\(left.values) \(right.values)")
                }
            }
        }
    }

    @Test("Decoding gives the value back, and the scanner ends where the decoder does", arguments: UInt64(0)..<24)
    func roundTrip(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed ^ 0xA5A5)
        for _ in 0..<200 {
            let columns = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                Column(shape: generator.shape(), descending: generator.chance(2))
            }
            let row = try Self.row(columns, &generator)
            var decoder = KeyDecoder(row.bytes)
            var scanned = 0
            for (index, column) in columns.enumerated() {
                decoder.descending = column.descending
                let value = try Sample.read(column.shape, from: &decoder)
                #expect(Sample.compare(value, row.values[index]) == 0, "\(value) \(row.values[index])")
                #expect(decoder.offset == row.ends[index])
                scanned = try KeyScanner.endOfComponent(
                    in: row.bytes.span, from: scanned, descending: column.descending)
                #expect(scanned == row.ends[index])
            }
            #expect(decoder.isAtEnd)
        }
    }

    @Test("Truncated keys throw at every length", arguments: UInt64(0)..<8)
    func truncation(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed ^ 0x7777)
        for _ in 0..<100 {
            let column = Column(shape: generator.shape(), descending: generator.chance(2))
            let row = try Self.row([column], &generator)
            for length in 0..<row.bytes.count {
                let cut = Array(row.bytes.prefix(length))
                #expect(throws: RoostError.self) {
                    var decoder = KeyDecoder(cut, descending: column.descending)
                    _ = try Sample.read(column.shape, from: &decoder)
                }
                #expect(throws: RoostError.self) {
                    try KeyScanner.endOfComponent(in: cut.span, from: 0, descending: column.descending)
                }
            }
        }
    }

    @Test("What the decoder accepts, the encoder writes again", arguments: UInt64(0)..<8)
    func flippedBytes(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed ^ 0x1234)
        for _ in 0..<400 {
            let column = Column(shape: generator.shape(), descending: generator.chance(2))
            var bytes = try Self.row([column], &generator).bytes
            for _ in 0...Int.random(in: 0...2, using: &generator) {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[index] = generator.pick([0, 1, 2, 0x44, 0x50, 0xFF, UInt8(truncatingIfNeeded: generator.next())])
            }
            var decoder = KeyDecoder(bytes, descending: column.descending)
            do {
                let value = try Sample.read(column.shape, from: &decoder)
                let end = try KeyScanner.endOfComponent(in: bytes.span, from: 0, descending: column.descending)
                #expect(end == decoder.offset)
                var encoder = KeyEncoder()
                try value.append(to: &encoder)
                if column.descending { encoder.complement(from: 0) }
                // Text may not be in normal form after a flip; every other kind has one spelling.
                if !Self.holdsText(column.shape) { #expect(encoder.bytes == Array(bytes[..<end])) }
            } catch RoostError.Code.corruptRecord {
                continue
            }
        }
    }

    static func holdsText(_ shape: Sample.Shape) -> Bool {
        switch shape {
        case .string, .folded: true
        case .nullable(let shapes), .tuple(let shapes): shapes.contains(where: holdsText)
        default: false
        }
    }
}
