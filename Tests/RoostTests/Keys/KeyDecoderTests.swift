import Foundation
import Testing

@testable import Roost

@Suite("Malformed keys")
struct KeyDecoderTests {
    static func decode<T: KeyComponent>(_ type: T.Type, _ bytes: String) throws -> T {
        var decoder = KeyDecoder(hex(bytes))
        return try T(from: &decoder)
    }

    @Test(
        "Integers have one spelling",
        arguments: ["15 00", "16 00 FF", "13 FF", "12 FF 00", "0C 7F FF FF FF FF FF FF FE", "0B", "1D", "1C FF", ""])
    func integers(bytes: String) {
        expectCode(.corruptRecord) { try Self.decode(Int64.self, bytes) }
    }

    @Test("Integers of another width")
    func widths() {
        expectCode(.corruptRecord) { try Self.decode(Int8.self, "15 80") }
        expectCode(.corruptRecord) { try Self.decode(Int64.self, "1C 80 00 00 00 00 00 00 00") }
        expectCode(.corruptRecord) { try Self.decode(UInt8.self, "16 01 00") }
        expectCode(.corruptRecord) { try Self.decode(UInt64.self, "13 FE") }
    }

    @Test(
        "Numbers: NaN, negative zero, wrong tag",
        arguments: ["21 FF F8 00 00 00 00 00 00", "21 7F FF FF FF FF FF FF FF", "28 80 00 00 00 00 00 00 00", "21 00"])
    func doubles(bytes: String) {
        expectCode(.corruptRecord) { try Self.decode(Double.self, bytes) }
    }

    @Test("A Double that is no Float")
    func floats() {
        expectCode(.corruptRecord) { try Self.decode(Float.self, "21 BF B9 99 99 99 99 99 9A") }
    }

    @Test("Text: lone zero, no end, invalid UTF-8", arguments: ["44 61 00 02", "44 61", "44 61 00", "44 C3 00 01"])
    func strings(bytes: String) {
        expectCode(.corruptRecord) { try Self.decode(String.self, bytes) }
    }

    @Test(
        "The bound after null, and tags of nothing, are no components", arguments: [0x00, 0x01, 0x03, 0x06, 0x51, 0xFF])
    func tags(tag: UInt8) {
        let key = [tag] + [UInt8](repeating: 0, count: 20)
        let complement = key.map { ~$0 }
        expectCode(.corruptRecord) {
            try KeyScanner.endOfComponent(in: key.span, from: 0, descending: false)
        }
        expectCode(.corruptRecord) {
            try KeyScanner.endOfComponent(in: complement.span, from: 0, descending: true)
        }
    }

    @Test("Offsets outside the key throw", arguments: [-1, 1, 2, Int.max - 1])
    func offsets(offset: Int) {
        let key: [UInt8] = [0x02]
        expectCode(.corruptRecord) {
            try KeyScanner.endOfComponent(in: key.span, from: offset, descending: false)
        }
        expectCode(.corruptRecord) {
            var decoder = KeyDecoder([0x05], at: offset)
            _ = try decoder.readBool()
        }
    }

    @Test("Messages tell the place and no bytes")
    func message() throws {
        var decoder = KeyDecoder(hex("14 44 73 65 63 72 65 74"))
        _ = try decoder.readInteger()
        let error = try #require(throws: RoostError.self) { _ = try decoder.readString() }
        #expect(!error.description.contains("secret"))
        #expect(error.description.contains("byte"))
    }
}
