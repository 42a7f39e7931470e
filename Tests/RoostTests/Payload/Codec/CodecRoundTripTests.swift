import Foundation
import RoostEngineTesting
import Testing

@testable import Roost

/// What is stored must be read again: an encoder that accepts more than its decoder loses the record.
@Suite("Everything that is encoded is decoded")
struct CodecRoundTripTests {
    @Test("URLs: what does not read back is refused, and everything else is accepted")
    func urls() throws {
        var generator = SeededGenerator(seed: 7)
        let pieces = [
            "http", "://", ":", "/", "[", "]", "::1", "a.b", "?", "#", "@", "80", "é", " ", "%", "%20", "-", "A",
        ]
        var refused = 0
        for _ in 0..<5_000 {
            let text = (0..<Int.random(in: 0...6, using: &generator)).map { _ in generator.pick(pieces) }.joined()
            guard let url = URL(dataRepresentation: Data(text.utf8), relativeTo: nil) else { continue }
            let isReadable = URL(string: url.absoluteString) != nil
            let json = try? JSONPayloadCoder().encode([url])
            #expect((json != nil) == isReadable, "\(url.absoluteString)")
            if !isReadable { refused += 1 }
            guard let json else { continue }
            #expect(
                try JSONPayloadCoder().decode([URL].self, from: json.span).map(\.absoluteString) == [url.absoluteString]
            )
        }
        #expect(refused > 0)
        if let empty = URLComponents().url {
            #expect(CodecEncodingErrorTests.path(["a": empty]) == "a")
        }
    }

    private indirect enum Chain: Codable, Equatable {
        case end, next([Chain])
    }

    @Test("Values as deep as they may be", arguments: [1, 20, 127, 128, 170, 171, 200, 255, 256, 257, 300])
    func depth(depth: Int) throws {
        let chain = (0..<depth).reduce(Chain.end) { chain, _ in .next([chain]) }
        guard let json = try? JSONPayloadCoder().encode(chain) else { return #expect(depth > 127) }
        #expect(try JSONPayloadCoder().decode(Chain.self, from: json.span) == chain)
    }

    @Test("Names of members of every kind")
    func names() throws {
        for names in [
            ["", "\0", "\"", "\\", "\u{2028}", "é", "e\u{301}", "super", "Index 0"], ["a", "A", "a ", " a"],
        ] {
            let value = Written { encoder in
                var container = encoder.container(keyedBy: JSONCodingKey.self)
                for (index, name) in names.enumerated() {
                    try container.encode(index, forKey: JSONCodingKey(stringValue: name))
                }
            }
            let json = try JSONPayloadCoder().encode(value)
            try Read.from(String(decoding: json, as: UTF8.self)) { decoder in
                let container = try decoder.container(keyedBy: JSONCodingKey.self)
                for (index, name) in names.enumerated() {
                    #expect(try container.decode(Int.self, forKey: JSONCodingKey(stringValue: name)) == index)
                }
            }
        }
    }
}
