import Foundation
import RoostEngineTesting
import Testing

@testable import Roost

/// An index entry comes from the stored JSON, a query's bound from a Swift value: both must be the same bytes.
@Suite("JSON and Swift values give the same components")
struct ExtractionAgreementTests {
    private struct Box<Value: Codable>: Codable { var v: Value }

    static func agree<T: KeyComponent & Codable>(_ value: T) throws {
        let json = try RecordCoder().encode(Box(v: value))
        let expected = try KeyEncoderTests.encoded(value)
        let found = try extract(T.componentKind, from: json)
        #expect(hex(found) == hex(expected), "\(T.self) \(value) \(String(decoding: json, as: UTF8.self))")
    }

    @Test("Every kind, over random values", arguments: UInt64(0)..<16)
    func random(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let signed = generator.signed()
            let unsigned = generator.unsigned()
            try Self.agree(signed)
            try Self.agree(Int(signed))
            try Self.agree(Int32(truncatingIfNeeded: signed))
            try Self.agree(Int16(truncatingIfNeeded: signed))
            try Self.agree(Int8(truncatingIfNeeded: signed))
            try Self.agree(unsigned)
            try Self.agree(UInt(unsigned))
            try Self.agree(UInt32(truncatingIfNeeded: unsigned))
            try Self.agree(UInt16(truncatingIfNeeded: unsigned))
            try Self.agree(UInt8(truncatingIfNeeded: unsigned))
            try Self.agree(generator.chance(2))
            try Self.agree(generator.finiteDouble())
            try Self.agree(generator.finiteFloat())
            try Self.agree(Date(timeIntervalSinceReferenceDate: generator.finiteDouble()))
            try Self.agree(generator.decimalKey())
            try Self.agree(generator.chance(2) ? nil : generator.decimalKey())
            try Self.agree(generator.uuid())
            try Self.agree(Data(generator.bytes(upTo: 12)))
            try Self.agree(generator.string())
            try Self.agree(generator.chance(2) ? nil : generator.string())
            try Self.agree(generator.chance(2) ? nil : generator.uuid())
        }
    }

    @Test("Folded strings", arguments: UInt64(0)..<8)
    func folded(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let value = generator.string()
            let json = try RecordCoder().encode(Box(v: value))
            var encoder = KeyEncoder()
            encoder.appendFoldedString(value)
            #expect(try extract(.folded, from: json) == encoder.bytes, "\(value)")
        }
    }

    @Test("Numbers in any spelling are what Foundation reads", arguments: UInt64(0)..<8)
    func numbers(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let text = RandomDocument.number(&generator)
            let json = Array("{\"v\":\(text)}".utf8)
            if let value = Double(text), value.isFinite {
                #expect(try extract(.float64, from: json) == KeyEncoderTests.encoded(value), "\(text)")
            } else {
                expectCode(.valueMismatch) { try extract(.float64, from: json) }
            }
            if let value = Float(text), value.isFinite {
                #expect(try extract(.float32, from: json) == KeyEncoderTests.encoded(value), "\(text)")
            } else {
                expectCode(.valueMismatch) { try extract(.float32, from: json) }
            }
        }
    }

    /// Foundation also reads some text with misplaced padding, such as "AA=A".
    @Test("Base64 is read as Foundation reads it, or refused", arguments: UInt64(0)..<8)
    func base64(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            var text = Array(Data(generator.bytes(upTo: 20)).base64EncodedString().utf8)
            if generator.chance(3), !text.isEmpty {
                text[Int.random(in: 0..<text.count, using: &generator)] = generator.pick(Array("=Az+/-9 ".utf8))
            }
            let string = String(decoding: text, as: UTF8.self)
            let bytes = JSONScalars.base64(text.span)
            if let bytes {
                #expect(Data(bytes) == Data(base64Encoded: string), "\(string)")
            } else {
                #expect(Data(base64Encoded: string) == nil || string.contains("="), "\(string)")
            }
        }
    }

    /// A JSON value as Foundation reads it.
    private enum Tree: Decodable {
        case null, bool(Bool), number(Double), string(String), array([Tree]), object([String: Tree])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let value = try? container.decode(Bool.self) {
                self = .bool(value)
            } else if let value = try? container.decode(Double.self) {
                self = .number(value)
            } else if let value = try? container.decode(String.self) {
                self = .string(value)
            } else if let value = try? container.decode([Tree].self) {
                self = .array(value)
            } else {
                self = .object(try container.decode([String: Tree].self))
            }
        }

        func value(at path: ArraySlice<String>) -> Tree? {
            guard let first = path.first else { return self }
            guard case .object(let members) = self else { return nil }
            return members[first]?.value(at: path.dropFirst())
        }
    }

    @Test("Located values are those that Foundation decodes, over random documents", arguments: UInt64(0)..<16)
    func documents(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let paths =
            ["a", "b", "é", "a.b", "b.a", "c.d", "d.c.e", "e.f", "f", "", "c"].map { JSONPath($0) }
            + [JSONPath(segments: ["a.b"]), JSONPath(segments: ["x\"y"])]
        for _ in 0..<60 {
            let json = Array(RandomDocument.text(&generator).utf8)
            let tree = try? JSONDecoder().decode(Tree.self, from: Data(json))
            // Foundation refuses numbers beyond the range of Double.
            guard let tree else { continue }
            var values: [JSONValue?] = []
            try JSONPathSet(paths).locate(in: json.span, into: &values)
            for (path, value) in zip(paths, values) {
                let text = String(decoding: json, as: UTF8.self)
                switch (tree.value(at: path.segments[...]), value?.kind) {
                case (nil, nil), (.null, .null), (.array, .array), (.object, .object): break
                case (.bool(let expected), .bool):
                    #expect(try extract(.bool, at: path, from: json) == KeyEncoderTests.encoded(expected))
                case (.number(let expected), .number):
                    #expect(try extract(.float64, at: path, from: json) == KeyEncoderTests.encoded(expected), "\(text)")
                case (.string(let expected), .string):
                    #expect(try extract(.string, at: path, from: json) == KeyEncoderTests.encoded(expected), "\(text)")
                case (let tree, let kind): Issue.record("\(path): \(tree as Any) \(kind as Any) in \(text)")
                }
            }
        }
    }
}
