import Foundation
import RoostEngineTesting
import Testing

@testable import Roost

@Suite("Roost and Foundation read each other's JSON")
struct CodecEquivalenceTests {
    static func agree<T: Codable & Equatable>(_ value: T, _ seed: UInt64 = 0) throws {
        let ours = try JSONPayloadCoder().encode(value)
        let theirs = try FoundationPayloadCoder().encode(value)
        let text = "seed \(seed): \(String(decoding: ours, as: UTF8.self))"
        #expect(try FoundationPayloadCoder().decode(T.self, from: ours.span) == value, "\(text)")
        #expect(try JSONPayloadCoder().decode(T.self, from: theirs.span) == value, "\(text)")
        #expect(try JSONPayloadCoder().decode(T.self, from: ours.span) == value, "\(text)")
        #expect(try JSONPayloadCoder().encode(value) == ours, "\(text)")
        // Strict readers accept it as well.
        let object = try JSONSerialization.jsonObject(with: Data(ours), options: .fragmentsAllowed)
        let other = try JSONSerialization.jsonObject(with: Data(theirs), options: .fragmentsAllowed)
        #expect((object as? NSObject) == (other as? NSObject), "\(text)")
    }

    static func agree<T: RandomSample>(_ type: T.Type, seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<25 { try agree(T.random(&generator), seed) }
    }

    @Test("Scalars", arguments: UInt64(0)..<8)
    func scalars(seed: UInt64) throws { try Self.agree(Scalars.self, seed: seed) }

    @Test("Optionals", arguments: UInt64(0)..<8)
    func optionals(seed: UInt64) throws { try Self.agree(Optionals.self, seed: seed) }

    @Test("Collections and dictionaries of every key kind", arguments: UInt64(0)..<8)
    func collections(seed: UInt64) throws { try Self.agree(Collections.self, seed: seed) }

    @Test("Class inheritance", arguments: UInt64(0)..<4)
    func animals(seed: UInt64) throws { try Self.agree(Animals.self, seed: seed) }

    @Test("Single values", arguments: UInt64(0)..<8)
    func fragments(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<40 {
            let value = Scalars.random(&generator)
            try Self.agree(value.bool, seed)
            try Self.agree(value.int, seed)
            try Self.agree(value.uint64, seed)
            try Self.agree(value.int8, seed)
            try Self.agree(value.double, seed)
            try Self.agree(value.float, seed)
            try Self.agree(value.string, seed)
            try Self.agree(value.date, seed)
            try Self.agree(value.data, seed)
            try Self.agree(value.uuid, seed)
            try Self.agree(value.url, seed)
            try Self.agree(value.decimal, seed)
            try Self.agree(value.colour, seed)
            try Self.agree(value.level, seed)
            try Self.agree(Optional<Int>.none, seed)
            try Self.agree(Optional(value.string), seed)
            try Self.agree([value.string: Optional(value.int)], seed)
            try Self.agree(Int128(value.int64) * Int128(value.int32), seed)
            try Self.agree(UInt128(value.uint64) * UInt128(value.uint32), seed)
        }
    }

    @Test("Doubles read back to the same bits", arguments: UInt64(0)..<8)
    func doubles(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2000 {
            let value =
                generator.chance(2)
                ? generator.finiteDouble()
                : Double(generator.signed() >> 8) / generator.pick([1, 10, 1e3, 1e6, 1e7, 1e9])
            let text = try JSONPayloadCoder().encode(value)
            let json = String(decoding: text, as: UTF8.self)
            #expect(Double(json)?.bitPattern == value.bitPattern, "seed \(seed): \(json)")
            #expect(
                try JSONPayloadCoder().decode(Double.self, from: text.span).bitPattern == value.bitPattern,
                "seed \(seed): \(json)")
            let digits = { (text: String) in text.filter(\.isWholeNumber).trimmingPrefix { $0 == "0" }.count }
            if !json.contains("e"), !"\(value)".contains("e") {
                let shortest = "\(value)".hasSuffix(".0") ? String("\(value)".dropLast(2)) : "\(value)"
                #expect(json == shortest || digits(json) <= digits(shortest), "seed \(seed): \(json) \(shortest)")
            }
        }
    }

    @Test("Random documents are read as Foundation reads them", arguments: UInt64(0)..<12)
    func documents(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let text = RandomDocument.text(&generator)
            let json = Array(text.utf8)
            guard let expected = try? FoundationPayloadCoder().decode(JSONTree.self, from: json.span) else { continue }
            #expect(try JSONPayloadCoder().decode(JSONTree.self, from: json.span) == expected, "seed \(seed): \(text)")
        }
    }
}

/// Any JSON value, by trying.
enum JSONTree: Decodable, Equatable {
    case null, bool(Bool), number(Double), string(String), array([JSONTree]), object([String: JSONTree])

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
        } else if let value = try? container.decode([JSONTree].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONTree].self))
        }
    }
}
