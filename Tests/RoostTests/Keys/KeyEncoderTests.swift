import Foundation
import Testing

@testable import Roost

@Suite("Key encodings, byte for byte")
struct KeyEncoderTests {
    static func encoded<T: KeyComponent>(_ value: T) throws -> [UInt8] {
        var encoder = KeyEncoder()
        try value.encode(into: &encoder)
        return encoder.bytes
    }

    static func end(of key: [UInt8], descending: Bool) throws -> Int {
        try KeyScanner.endOfComponent(in: key.span, from: 0, descending: descending)
    }

    static func check<T: KeyComponent & Equatable>(_ value: T, _ golden: String) throws {
        let bytes = try encoded(value)
        #expect(hex(bytes) == hex(hex(golden)), "\(T.self)")
        var decoder = KeyDecoder(bytes)
        #expect(try T(from: &decoder) == value)
        #expect(decoder.isAtEnd)

        var encoder = KeyEncoder()
        let prefix: [UInt8] = [0xAA, 0xBB]
        encoder.appendRaw(prefix.span)
        try value.encode(into: &encoder)
        encoder.complement(from: 2)
        #expect(encoder.bytes == prefix + bytes.map { ~$0 })
        var descending = KeyDecoder(encoder.bytes, at: 2, descending: true)
        #expect(try T(from: &descending) == value)
        #expect(descending.isAtEnd)
    }

    @Test(
        "Int64",
        arguments: [
            (0, "14"), (1, "15 01"), (-1, "13 FE"), (255, "15 FF"), (256, "16 01 00"), (-255, "13 00"),
            (-256, "12 FE FF"), (65_535, "16 FF FF"), (65_536, "17 01 00 00"), (1 << 32, "19 01 00 00 00 00"),
            (.max, "1C 7F FF FF FF FF FF FF FF"), (.min, "0C 7F FF FF FF FF FF FF FF"),
            (.min + 1, "0C 80 00 00 00 00 00 00 00"),
        ] as [(Int64, String)])
    func integers(value: Int64, golden: String) throws {
        try Self.check(value, golden)
        try Self.check(Int(value), golden)
    }

    @Test("Integers of every width share one encoding")
    func widths() throws {
        try Self.check(Int8.min, "13 7F")
        try Self.check(Int8.max, "15 7F")
        try Self.check(Int16.min, "12 7F FF")
        try Self.check(Int32.min, "10 7F FF FF FF")
        try Self.check(UInt8.max, "15 FF")
        try Self.check(UInt16.max, "16 FF FF")
        try Self.check(UInt32.max, "18 FF FF FF FF")
        try Self.check(UInt.max, "1C FF FF FF FF FF FF FF FF")
        try Self.check(UInt64.max, "1C FF FF FF FF FF FF FF FF")
        try Self.check(UInt64(0), "14")
    }

    @Test(
        "Double",
        arguments: [
            (0.0, "21 80 00 00 00 00 00 00 00"), (-0.0, "21 80 00 00 00 00 00 00 00"),
            (1.0, "21 BF F0 00 00 00 00 00 00"), (-1.0, "21 40 0F FF FF FF FF FF FF"),
            (.infinity, "21 FF F0 00 00 00 00 00 00"), (-.infinity, "21 00 0F FF FF FF FF FF FF"),
            (.leastNonzeroMagnitude, "21 80 00 00 00 00 00 00 01"),
            (-.leastNonzeroMagnitude, "21 7F FF FF FF FF FF FF FE"),
            (.greatestFiniteMagnitude, "21 FF EF FF FF FF FF FF FF"), (0.1, "21 BF B9 99 99 99 99 99 9A"),
        ] as [(Double, String)])
    func doubles(value: Double, golden: String) throws {
        try Self.check(value, golden)
        try Self.check(Date(timeIntervalSinceReferenceDate: value), "28" + golden.dropFirst(2))
    }

    @Test(
        "Decimal",
        arguments: [
            ("0", "24 80"), ("-0", "24 80"), ("1", "24 81 80 01 0B 00"), ("1.00", "24 81 80 01 0B 00"),
            ("-1", "24 7F 7F FE F4 FF"), ("12.34", "24 81 80 02 0D 23 00"), ("-0.0105", "24 7F 80 00 F4 CC FF"),
            ("100", "24 81 80 03 0B 00"), ("0.05", "24 81 7F FF 33 00"), ("1e-128", "24 81 7F 81 0B 00"),
            (
                "340282366920938463463374607431768211455",
                "24 81 80 27 23 03 53 25 46 15 5E 55 40 2F 22 4B 3D 4B 20 4D 53 0C 2E 33 00"
            ),
        ] as [(String, String)])
    func decimals(text: String, golden: String) throws {
        try Self.check(try #require(Decimal(string: text)), golden)
    }

    @Test(
        "A decimal is spelled in one way only",
        arguments: [
            "24 81 80 01 00", "24 81 80 01 01 0B 00", "24 81 80 01 0B 01 00", "24 81 80 01 66 00", "24 82 80 01 0B 00",
            "24 81 80 01 05 00", "24 81 90 01 0B 00", "24 81 70 01 0B 00", "24 7F 7F FE F4 00", "24 81 80 01 0B",
        ])
    func malformedDecimals(bytes: String) {
        expectCode(.corruptRecord) {
            var decoder = KeyDecoder(hex(bytes))
            return try Decimal(from: &decoder)
        }
    }

    @Test("URL is its text")
    func urls() throws {
        try Self.check(
            try #require(URL(string: "https://a.b/c?d=1")),
            "44 "
                + Array("https://a.b/c?d=1".utf8).map {
                    String($0, radix: 16, uppercase: true)
                }.joined(separator: " ") + " 00 01")
    }

    @Test("Float is the equal Double")
    func floats() throws {
        try Self.check(Float(1.5), "21 BF F8 00 00 00 00 00 00")
        try Self.check(Float(0.1), "21 BF B9 99 99 A0 00 00 00")
        try Self.check(-Float.infinity, "21 00 0F FF FF FF FF FF FF")
    }

    @Test("NaN is no key")
    func nan() {
        expectCode(.invalidKey) { try Self.encoded(Double.nan) }
        expectCode(.invalidKey) { try Self.encoded(-Double.signalingNaN) }
        expectCode(.invalidKey) { try Self.encoded(Float.nan) }
        expectCode(.invalidKey) {
            try Self.encoded(Date(timeIntervalSinceReferenceDate: .nan))
        }
    }

    @Test("Bool and null")
    func small() throws {
        try Self.check(false, "04")
        try Self.check(true, "05")
        try Self.check(Int?.none, "02")
        try Self.check(Int?.some(1), "15 01")
        try Self.check(String??.none, "02")
        #expect(try Self.encoded(String??.some(.none)) == [0x02])
    }

    @Test("UUID")
    func uuid() throws {
        let id = try #require(UUID(uuidString: "00112233-4455-6677-8899-AABBCCDDEEFF"))
        try Self.check(id, "30 00 11 22 33 44 55 66 77 88 99 AA BB CC DD EE FF")
    }

    @Test(
        "Data",
        arguments: [
            ("", "40 00 01"), ("00", "40 00 FF 00 01"), ("FF", "40 FF 00 01"), ("00 01", "40 00 FF 01 00 01"),
            ("61 00 00 62", "40 61 00 FF 00 FF 62 00 01"),
        ])
    func data(value: String, golden: String) throws {
        try Self.check(Data(hex(value)), golden)
    }

    @Test(
        "String",
        arguments: [
            ("", "44 00 01"), ("a", "44 61 00 01"), ("a\0b", "44 61 00 FF 62 00 01"), ("\0", "44 00 FF 00 01"),
            ("Zürich", "44 5A C3 BC 72 69 63 68 00 01"), ("Zu\u{308}rich", "44 5A C3 BC 72 69 63 68 00 01"),
            ("\u{FF}", "44 C3 BF 00 01"), ("\u{212B}", "44 C3 85 00 01"), ("\u{1100}\u{1161}", "44 EA B0 80 00 01"),
            ("a\u{301}\u{323}", "44 E1 BA A1 CC 81 00 01"), ("\u{10FFFF}", "44 F4 8F BF BF 00 01"),
            ("\u{958}", "44 E0 A4 95 E0 A4 BC 00 01"), ("\u{301}", "44 CC 81 00 01"),
        ])
    func strings(value: String, golden: String) throws {
        try Self.check(value, golden)
    }

    @Test(
        "Folded string",
        arguments: [
            ("", "46 00 01"), ("Az@[", "46 61 7A 40 5B 00 01"), ("Straße", "46 73 74 72 61 73 73 65 00 01"),
            ("STRASSE", "46 73 74 72 61 73 73 65 00 01"), ("É", "46 C3 A9 00 01"), ("E\u{301}", "46 C3 A9 00 01"),
            ("A\0", "46 61 00 FF 00 01"),
        ])
    func folded(value: String, golden: String) throws {
        var encoder = KeyEncoder()
        encoder.appendFoldedString(value)
        #expect(hex(encoder.bytes) == hex(hex(golden)))
        var decoder = KeyDecoder(encoder.bytes)
        #expect(try decoder.readFoldedString() == UnicodeText.folded(value))
    }

    @Test("Tuples nest and end in a zero byte, and complement as a whole")
    func tuples() throws {
        var encoder = KeyEncoder()
        encoder.beginTuple()
        encoder.appendString("a")
        encoder.appendNull()
        encoder.beginTuple()
        encoder.endTuple()
        encoder.appendInteger(0)
        encoder.endTuple()
        #expect(hex(encoder.bytes) == "50 44 61 00 01 02 50 00 14 00")
        let end = encoder.bytes.count
        #expect(try Self.end(of: encoder.bytes, descending: false) == end)
        encoder.complement(from: 0)
        #expect(hex(encoder.bytes) == "af bb 9e ff fe fd af ff eb ff")
        #expect(try Self.end(of: encoder.bytes, descending: true) == end)
    }

    @Test("Emptying keeps nothing")
    func removeAll() {
        var encoder = KeyEncoder()
        encoder.appendString("abc")
        encoder.removeAll(keepingCapacity: true)
        encoder.appendNull()
        #expect(encoder.bytes == [0x02])
    }
}
