import Testing

@testable import Roost

@Suite("CRC32C")
struct CRC32CTests {
    static func checksum(_ parts: [UInt8]...) -> UInt32 {
        var checksum = CRC32C()
        for part in parts { checksum.add(part.span) }
        return checksum.value
    }

    /// RFC 3720, appendix B.4.
    @Test("Golden values")
    func golden() {
        #expect(Self.checksum([]) == 0)
        #expect(Self.checksum(Array("123456789".utf8)) == 0xE306_9283)
        #expect(Self.checksum([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
        #expect(Self.checksum([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
        #expect(Self.checksum(Array(0..<32)) == 0x46DD_794E)
        #expect(Self.checksum(Array((0..<32).reversed())) == 0x113F_DB5C)
        #expect(
            Self.checksum(
                hex(
                    """
                    01 C0 00 00 00 00 00 00 00 00 00 00 00 00 00 00 14 00 00 00 00 00 04 00 00 00 00 14 00 00 00 18 \
                    28 00 00 00 00 00 00 00 02 00 00 00 00 00 00 00
                    """)) == 0xD996_3A56)
    }

    @Test("Parts add up to the whole, wherever they are cut")
    func parts() {
        let bytes = (0..<100).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
        let whole = Self.checksum(bytes)
        for cut in 0...bytes.count {
            #expect(Self.checksum(Array(bytes[..<cut]), Array(bytes[cut...])) == whole)
        }
    }
}
