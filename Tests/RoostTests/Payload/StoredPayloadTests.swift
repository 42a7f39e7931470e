import RoostEngineTesting
import Testing

@testable import Roost

@Suite("Stored payloads")
struct StoredPayloadTests {
    struct Stored {
        var value: [UInt8] = []
        var chunks: [[UInt8]] = []
    }

    static func encode(_ json: [UInt8], revision: UInt64 = 7, expiry: UInt64? = nil) throws -> Stored {
        var stored = Stored(value: [1, 2, 3], chunks: [[9]])
        try StoredPayload.encode(
            json: json.span, schemaVersion: 3, revision: revision, expiry: expiry,
            limit: StoredPayload.maxJSONBytes, compressedFrom: StoredPayload.minCompressedBytes, into: &stored.value,
            chunks: &stored.chunks)
        return stored
    }

    static func decode(_ stored: Stored) throws -> (json: [UInt8], envelope: Envelope) {
        var json: [UInt8] = [0xEE, 0xEE]
        let envelope = try StoredPayload.decode(stored.value.span, limit: StoredPayload.maxJSONBytes, into: &json) {
            index in
            guard stored.chunks.indices.contains(index) else { throw RoostError(.corruptRecord, "no chunk \(index)") }
            return stored.chunks[index]
        }
        return (json, envelope)
    }

    /// JSON that Snappy cannot shorten.
    static func noise(_ count: Int) -> [UInt8] {
        var generator = SeededGenerator(seed: UInt64(count))
        return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    }

    @Test("Short JSON is stored as it is")
    func plain() throws {
        let stored = try Self.encode(Array(#"{"a":1}"#.utf8))
        #expect(hex(stored.value) == "10 00 03 07 7b 22 61 22 3a 31 7d")
        #expect(stored.chunks.isEmpty)
        let expiring = try Self.encode(Array("{}".utf8), expiry: 256)
        #expect(hex(expiring.value) == "12 00 03 07 00 00 00 00 00 00 01 00 7b 7d")
        #expect(try Self.decode(expiring).envelope.expiry == 256)
    }

    @Test("JSON is compressed only when that saves an eighth", arguments: [64, 100, 500, 4_000, 60_000, 200_000])
    func compression(count: Int) throws {
        let repeated = [UInt8](repeating: UInt8(ascii: "x"), count: count)
        let compressed = try Self.encode(repeated)
        #expect(compressed.value[0] == 0x11)
        #expect(compressed.value.count < 4 + count - count / 8)
        #expect(try Self.decode(compressed).json == repeated)

        let noise = Self.noise(count)
        let plain = try Self.encode(noise)
        #expect(plain.value[0] & 1 == 0)
        #expect(try Self.decode(plain).json == noise)
    }

    @Test("The saving is measured exactly")
    func threshold() throws {
        var exactEighths = 0
        let incompressible = Self.noise(800)
        for noise in 400..<800 {
            let json = Array(incompressible.prefix(noise)) + [UInt8](repeating: 0x20, count: 120)
            var block: [UInt8] = []
            try Snappy.compress(json.span, appendingTo: &block)
            if block.count * 8 == json.count * 7 { exactEighths += 1 }
            let stored = try Self.encode(json)
            #expect((stored.value[0] & 1 == 1) == (block.count * 8 <= json.count * 7), "\(noise)")
            #expect(stored.value.count - 4 == (stored.value[0] & 1 == 1 ? block.count : json.count))
        }
        #expect(exactEighths > 0)
    }

    @Test("Above 64 KiB the payload moves into chunks", arguments: [65_535, 65_536, 65_537, 131_072, 131_073, 300_000])
    func overflow(count: Int) throws {
        let json = Self.noise(count)
        let stored = try Self.encode(json, revision: 0x0102)
        if count <= 65_536 {
            #expect(stored.value[0] == 0x10)
            #expect(stored.chunks.isEmpty)
        } else {
            #expect(stored.value[0] == 0x14)
            #expect(stored.value.count < 24)
            #expect(stored.chunks.count == (count + 65_535) / 65_536)
            #expect(stored.chunks.allSatisfy { $0.count <= 65_544 && $0.starts(with: [0, 0, 0, 0, 0, 0, 1, 2]) })
        }
        #expect(try StoredRecord(stored.value.span).chunkCount == stored.chunks.count)
        #expect(try Self.decode(stored).json == json)
    }

    @Test("Compressed payloads overflow too")
    func compressedOverflow() throws {
        let json = Self.noise(150_000) + [UInt8](repeating: 0, count: 150_000)
        let stored = try Self.encode(json, expiry: 1)
        #expect(stored.value[0] == 0x17)
        #expect(stored.chunks.count == 3)
        #expect(try Self.decode(stored).json == json)
    }

    @Test("The overflow head, byte for byte")
    func overflowHead() throws {
        let json = Self.noise(70_000)
        let stored = try Self.encode(json)
        var checksum = CRC32C()
        checksum.add(json.span)
        var expected = hex("14 00 03 07 F9 01 11 70 02")
        expected.append(bigEndian: UInt64(checksum.value), byteCount: 4)
        #expect(hex(stored.value) == hex(expected))
    }

    @Test("Damaged chunks are noticed")
    func damage() throws {
        let stored = try Self.encode(Self.noise(140_000))
        func refused(_ change: (inout Stored) -> Void, sourceLocation: SourceLocation = #_sourceLocation) {
            var damaged = stored
            change(&damaged)
            expectCode(.corruptRecord, sourceLocation: sourceLocation) { try Self.decode(damaged) }
        }
        refused { $0.chunks[1][100] ^= 1 }
        refused { $0.chunks[2][7] ^= 1 }
        refused { $0.chunks.swapAt(0, 1) }
        refused { $0.chunks[0].removeLast() }
        refused { $0.chunks[2].append(0) }
        refused { $0.chunks[1] = [] }
        refused { $0.chunks.removeLast() }
        refused { $0.value[$0.value.count - 1] ^= 1 }
        refused { $0.value.append(0) }
        for length in 0..<stored.value.count { refused { $0.value.removeLast($0.value.count - length) } }
        let other = try Self.encode(Self.noise(140_000), revision: 8)
        refused { $0.chunks[1] = other.chunks[1] }
    }

    @Test("An overflow head for a payload that needs none is malformed")
    func smallOverflow() throws {
        let json = Self.noise(65_536)
        var checksum = CRC32C()
        checksum.add(json.span)
        var stored = Stored(value: hex("14 00 03 07 F8 F7 10 01"), chunks: [hex("00 00 00 00 00 00 00 07") + json])
        stored.value.append(bigEndian: UInt64(checksum.value), byteCount: 4)
        expectCode(.corruptRecord) { try Self.decode(stored) }
    }

    @Test("The loader's error passes through")
    func loaderThrows() throws {
        struct Gone: Error {}
        let stored = try Self.encode(Self.noise(70_000))
        #expect(throws: Gone.self) {
            var json: [UInt8] = []
            _ = try StoredPayload.decode(stored.value.span, limit: StoredPayload.maxJSONBytes, into: &json) { _ in
                throw Gone()
            }
        }
    }

    @Test("The loader is not called without overflow")
    func noLoader() throws {
        let stored = try Self.encode(Self.noise(1_000))
        var json: [UInt8] = []
        _ = try StoredPayload.decode(stored.value.span, limit: StoredPayload.maxJSONBytes, into: &json) { index in
            Issue.record("chunk \(index) was asked for")
            return []
        }
    }

    @Test("JSON above 64 MiB is too large, and 64 MiB is not")
    func tooLarge() throws {
        var json = [UInt8](repeating: 0x20, count: StoredPayload.maxJSONBytes)
        let stored = try Self.encode(json)
        #expect(try Self.decode(stored).json == json)
        json.append(0x20)
        expectCode(.recordTooLarge) { try Self.encode(json) }
    }

    @Test("An empty block is empty")
    func emptyBlock() throws {
        #expect(try Self.decode(Stored(value: hex("11 00 03 07 00"))).json == [])
        #expect(try Self.decode(Stored(value: hex("10 00 03 07"))).json == [])
    }

    @Test("A block that claims to be huge is refused before memory is taken for it")
    func hugeClaim() {
        expectCode(.corruptRecord) { try Self.decode(Stored(value: hex("11 00 03 07 FF FF FF FF 0F 00 00"))) }
        expectCode(.corruptRecord) { try Self.decode(Stored(value: hex("11 00 03 07"))) }
        expectCode(.corruptRecord) {
            try Self.decode(Stored(value: hex("14 00 03 07 FB FF FF FF FF FF FF FF FF 00 00 00 00 00")))
        }
    }

    @Test("Flipped and truncated values throw or decode, and never trap", arguments: UInt64(0)..<6)
    func flips(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let json = Array(RandomDocument.text(&generator).utf8) + [UInt8](repeating: 0x20, count: 300)
        let stored = try Self.encode(json, revision: generator.unsigned(), expiry: generator.unsigned())
        for length in 0..<stored.value.count {
            _ = try? Self.decode(Stored(value: Array(stored.value.prefix(length))))
        }
        for index in stored.value.indices {
            for _ in 0..<8 {
                var flipped = stored
                flipped.value[index] ^= UInt8.random(in: 1...255, using: &generator)
                do {
                    _ = try Self.decode(flipped)
                } catch {
                    let code = (error as? RoostError)?.code
                    #expect(code == .corruptRecord || code == .unsupportedFormat, "\(error)")
                }
            }
        }
    }
}
