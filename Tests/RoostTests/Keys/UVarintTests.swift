import RoostEngineTesting
import Testing

@testable import Roost

@Suite("Variable-length numbers")
struct UVarintTests {
    static let golden: [(UInt64, String)] = [
        (0, "00"), (1, "01"), (239, "EF"), (240, "F0 00"), (495, "F0 FF"), (496, "F1 00"), (2_287, "F7 FF"),
        (2_288, "F8 00 00"), (67_823, "F8 FF FF"), (67_824, "F9 01 08 F0"), (1 << 24 - 1, "F9 FF FF FF"),
        (1 << 24, "FA 01 00 00 00"), (1 << 32 - 1, "FA FF FF FF FF"), (1 << 32, "FB 00 00 00 01 00 00 00 00"),
        (.max, "FB FF FF FF FF FF FF FF FF"),
    ]

    static func encoded(_ value: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        UVarint.append(value, to: &bytes)
        return bytes
    }

    @Test("Golden bytes", arguments: golden)
    func bytes(value: UInt64, bytes: String) throws {
        #expect(hex(Self.encoded(value)) == hex(hex(bytes)))
        let padded = [0xAA] + hex(bytes) + [0xBB]
        let decoded = try UVarint.decode(padded.span, from: 1)
        #expect(decoded.value == value)
        #expect(decoded.end == 1 + hex(bytes).count)
    }

    @Test(
        "Over-long, unknown and truncated spellings are refused",
        arguments: [
            "", "F0", "F7", "F8", "F8 00", "F9 01 08 EF", "F9 00 00 00", "F9 01 08", "FA 00 FF FF FF", "FA 01 00 00",
            "FB 00 00 00 00 FF FF FF FF", "FB 00", "FC 00 00 00 00 00 00 00 00", "FF",
        ])
    func malformed(bytes: String) {
        let bytes = hex(bytes)
        expectCode(.corruptRecord) { try UVarint.decode(bytes.span, from: 0) }
    }

    @Test("Bytes are ordered as numbers are", arguments: UInt64(0)..<4)
    func order(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var numbers = Self.golden.map(\.0)
        for _ in 0..<200 { numbers.append(generator.unsigned()) }
        for left in numbers {
            let bytes = Self.encoded(left)
            #expect(try UVarint.decode(bytes.span, from: 0).value == left)
            for right in numbers {
                #expect(Self.encoded(left).lexicographicallyPrecedes(Self.encoded(right)) == (left < right))
            }
        }
    }
}
