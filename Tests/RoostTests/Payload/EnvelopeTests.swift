import RoostEngineTesting
import Testing

@testable import Roost

@Suite("Record envelopes")
struct EnvelopeTests {
    static func encoded(_ envelope: Envelope) -> [UInt8] {
        var bytes: [UInt8] = []
        envelope.append(to: &bytes)
        return bytes
    }

    static func decode(_ bytes: [UInt8]) throws -> Envelope {
        try Envelope.decode(bytes.span)
    }

    @Test("Golden bytes")
    func golden() throws {
        var envelope = Envelope(schemaVersion: 1, revision: 240)
        #expect(hex(Self.encoded(envelope)) == "10 00 01 f0 00")
        envelope.expiry = 0x0102_0304_0506_0708
        envelope.isCompressed = true
        envelope.isOverflow = true
        envelope.revision = 1 << 40
        #expect(hex(Self.encoded(envelope)) == "17 00 01 fb 00 00 01 00 00 00 00 00 01 02 03 04 05 06 07 08")

        let decoded = try Self.decode(Self.encoded(envelope) + [0xAA, 0xBB])
        #expect(decoded.isCompressed && decoded.isOverflow && decoded.hasExpiry)
        #expect(decoded.schemaVersion == 1)
        #expect(decoded.revision == 1 << 40)
        #expect(decoded.expiry == 0x0102_0304_0506_0708)
        #expect(decoded.payloadRange == 20..<22)
    }

    @Test(
        "Later formats and flags are not supported",
        arguments: ["00 00 01 01", "20 00 01 01", "F0 00 01 01", "18 00 01 01", "10 01 01 01", "10 80 01 01"])
    func unsupported(bytes: String) {
        expectCode(.unsupportedFormat) { try Self.decode(hex(bytes)) }
    }

    @Test("Truncated at every byte")
    func truncated() {
        let bytes = Self.encoded(Envelope(schemaVersion: 70_000, revision: .max, expiry: 1))
        for length in 0..<bytes.count {
            expectCode(.corruptRecord) { try Self.decode(Array(bytes.prefix(length))) }
        }
    }

    @Test("Random envelopes come back", arguments: UInt64(0)..<4)
    func random(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            var envelope = Envelope(schemaVersion: generator.unsigned(), revision: generator.unsigned())
            envelope.expiry = generator.chance(2) ? nil : generator.unsigned()
            envelope.isCompressed = generator.chance(2)
            envelope.isOverflow = generator.chance(2)
            let bytes = Self.encoded(envelope)
            let payload = generator.bytes()
            envelope.payloadRange = bytes.count..<bytes.count + payload.count
            #expect(try Self.decode(bytes + payload) == envelope)
        }
    }
}
