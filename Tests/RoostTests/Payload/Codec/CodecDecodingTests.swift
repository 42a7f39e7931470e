import Foundation
import RoostEngineTesting
import Testing

@testable import Roost

/// A value that is decoded by a closure, which has to be set before.
struct Read: Decodable {
    @TaskLocal static var read: @Sendable (any Decoder) throws -> Void = { _ in }
    init(from decoder: any Decoder) throws { try Read.read(decoder) }

    static func from(_ json: String, _ body: @escaping @Sendable (any Decoder) throws -> Void) throws {
        try $read.withValue(body) { _ = try decode(Read.self, json) }
    }
}

@Suite("Reading values")
struct CodecDecodingTests {
    private struct Narrow: Decodable { var list: [Int8]?, inner: [String: UInt16]? }
    private struct Record: Codable, Equatable { var a: Int, b: String?, c: [Int], d: Double? }

    @Test("Members in any order, unknown ones between them")
    func anyOrder() throws {
        let record = Record(a: 1, b: "x", c: [1, 2], d: 0.5)
        let members = [#""a":1"#, #""b":"x""#, #""c":[1,2]"#, #""d":0.5"#, #""other":{"a":[{}]}"#]
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<100 {
            let text = "{" + members.shuffled(using: &generator).joined(separator: ",") + "}"
            #expect(try decode(Record.self, text) == record, "\(text)")
        }
        #expect(try decode(Record.self, #"{"c":[],"b":null,"a":1}"#) == Record(a: 1, b: nil, c: [], d: nil))
        #expect(try decode(Record.self, #"{"\u0063":[],"a":1}"#) == Record(a: 1, b: nil, c: [], d: nil))
    }

    @Test("Members may be asked for again, and before they are decoded")
    func again() throws {
        try Read.from(#"{"b":null,"a":1,"z":[1],"c":"x"}"#) { decoder in
            let container = try decoder.container(keyedBy: Name.self)
            for _ in 0..<2 {
                #expect(container.contains(.a) && !container.contains(.d))
                #expect(try container.decodeNil(forKey: .b) && !container.decodeNil(forKey: .a))
                #expect(try container.decode(Int.self, forKey: .a) == 1)
                #expect(try container.decode(Int.self, forKey: .a) == 1)
                #expect(try container.decodeIfPresent(String.self, forKey: .c) == "x")
                #expect(try container.decodeIfPresent(Int.self, forKey: .b) == nil)
                #expect(try container.decodeIfPresent(Int.self, forKey: .d) == nil)
                #expect(try container.decode(Int?.self, forKey: .b) == nil)
                #expect(container.allKeys == [.b, .a, .z, .c])
                #expect(try container.nestedUnkeyedContainer(forKey: .z).count == 1)
            }
        }
    }

    @Test("Nested containers and super decoders")
    func nested() throws {
        try Read.from(#"{"super":{"a":1},"a":{"b":{"c":2}},"b":[[1],{"a":3},null,4],"c":5}"#) { decoder in
            let container = try decoder.container(keyedBy: Name.self)
            let inner = try container.nestedContainer(keyedBy: Name.self, forKey: .a)
            #expect(try inner.nestedContainer(keyedBy: Name.self, forKey: .b).decode(Int.self, forKey: .c) == 2)
            #expect(try container.superDecoder().container(keyedBy: Name.self).decode(Int.self, forKey: .a) == 1)
            #expect(try container.superDecoder(forKey: .c).singleValueContainer().decode(Int.self) == 5)
            #expect(try container.superDecoder(forKey: .z).singleValueContainer().decodeNil())
            var list = try container.nestedUnkeyedContainer(forKey: .b)
            var first = try list.nestedUnkeyedContainer()
            #expect(try first.decode(Int.self) == 1 && first.isAtEnd)
            #expect(try list.nestedContainer(keyedBy: Name.self).decode(Int.self, forKey: .a) == 3)
            #expect(throws: DecodingError.self) { try list.decode(Int.self) }
            #expect(try list.currentIndex == 2 && list.decodeNil() && !list.decodeNil())
            #expect(try list.superDecoder().singleValueContainer().decode(Int.self) == 4)
            #expect(list.isAtEnd && list.currentIndex == 4)
            #expect(throws: DecodingError.self) { try list.decode(Int.self) }
            #expect(throws: DecodingError.self) { try list.decodeNil() }
            #expect(inner.codingPath.map(\.stringValue) == ["a"])
        }
    }

    @Test(
        "Errors name the coding path and the byte",
        arguments: [
            (#"{"list":[1,128]}"#, "corrupted [list.1] The value at byte 11 does not fit Int8."),
            (#"{"list":[-129]}"#, "corrupted [list.0] The value at byte 9 does not fit Int8."),
            (#"{"list":[1.5]}"#, "corrupted [list.0] The value at byte 9 does not fit Int8."),
            (#"{"list":[1e3]}"#, "corrupted [list.0] The value at byte 9 does not fit Int8."),
            (#"{"list":[99999999999999999999]}"#, "corrupted [list.0] The value at byte 9 does not fit Int8."),
            (#"{"list":["1"]}"#, "mismatch [list.0] Expected Int8, found string at byte 9."),
            (#"{"list":[null]}"#, "null [list.0] Expected Int8, found null at byte 9."),
            (#"{"list":{}}"#, "mismatch [list] Expected Array<Any>, found object at byte 8."),
            (#"{"inner":{"a":1,"b":-1}}"#, "corrupted [inner.b] The value at byte 20 does not fit UInt16."),
            (#"{"inner":[]}"#, "mismatch [inner] Expected Dictionary<String, Any>, found array at byte 9."),
            ("[]", "mismatch [] Expected Dictionary<String, Any>, found array at byte 0."),
            (" null", "null [] Expected Dictionary<String, Any>, found null at byte 1."),
        ])
    func errors(json: String, message: String) {
        #expect(failure(Narrow.self, json) == message)
    }

    @Test("A missing member")
    func missing() {
        #expect(failure([Record].self, #"[{"a":1}]"#) == "no c [0] No member of this name in the object at byte 1.")
    }

    @Test("Ranges of every width")
    func ranges() throws {
        func check<I: FixedWidthInteger & Codable>(_ type: I.Type) throws {
            for value in [I.min, .max, 0, 1] {
                #expect(try decode(I.self, "\(value)") == value)
                #expect(try decode([I].self, "[\(value)]") == [value])
                #expect(try decode([String: I].self, "{\"a\":\(value)}") == ["a": value])
                if I.bitWidth <= 64 { #expect(try decode(I.self, "\(value).0") == value) }
            }
            let next = I.max.magnitude &+ 1
            if I.bitWidth < 128 {
                #expect(failure(I.self, "\(UInt128(next == 0 ? I.Magnitude.max : next) + (next == 0 ? 1 : 0))") != nil)
                #expect(failure(I.self, "\(Int128(I.min) - 1)") != nil)
            }
            #expect(failure(I.self, "1" + String(repeating: "0", count: 60)) != nil)
            #expect(failure(I.self, "0.5") != nil)
            #expect(failure(I.self, "true") != nil)
            #expect(try decode(I.self, "1e2") == 100)
            #expect(try decode(I.self, "-0") == 0)
        }
        try check(Int.self)
        try check(Int8.self)
        try check(Int16.self)
        try check(Int32.self)
        try check(Int64.self)
        try check(UInt.self)
        try check(UInt8.self)
        try check(UInt16.self)
        try check(UInt32.self)
        try check(UInt64.self)
        try check(Int128.self)
        try check(UInt128.self)
    }

    @Test("What does not fit its type")
    func misfits() throws {
        for json in ["1e400", "-1e309", "\"1\"", "[]"] {
            #expect(failure(Double.self, json) != nil)
            #expect(failure(Float.self, json) != nil)
            #expect(failure(Date.self, json) != nil)
        }
        #expect(failure(Float.self, "3.5e38") != nil)
        #expect(try decode(Double.self, "1e-400") == 0)
        for json in [
            "1", "\"x\"", "\"00112233-4455-6677-8899-AABBCCDDEEF\"", "\"00112233-4455-6677-8899-AABBCCDDEEFg\"",
        ] {
            #expect(failure(UUID.self, json) != nil)
        }
        for json in ["1", "\"A\"", "\"AA=A\"", "\"AA-_\"", "\"====\""] { #expect(failure(Data.self, json) != nil) }
        #expect(failure(URL.self, "\"\"") != nil)
        #expect(failure(Decimal.self, "1e999") != nil)
        #expect(failure(Decimal.self, "\"1\"") != nil)
        #expect(failure([String].self, "{}") != nil)
        #expect(failure([String].self, "[\"a\",1]") == "mismatch [1] Expected String, found number at byte 5.")
        #expect(try decode(Data.self, #""\u0041A=\/=""#.replacing(#"=\/="#, with: "==")) == Data([0]))
    }

    @Test("Errors hold no stored values, and those of the type's own code pass through")
    func privacy() {
        struct Stop: Error {}
        for json in [#"["hunter2"]"#, #"[1,"hunter2"#, #"["hunter2","#] {
            #expect(failure([Int].self, json)?.contains("hunter2") == false)
        }
        #expect(throws: Stop.self) { try Read.from("1") { _ in throw Stop() } }
    }

    @Test("A decoder that is kept outlives the text")
    func kept() throws {
        nonisolated(unsafe) var kept: (any Decoder)?
        try Read.from(#"{"a":"a text that is too long for a small string","b":[1,2]}"#) { kept = $0 }
        let container = try #require(kept).container(keyedBy: Name.self)
        #expect(try container.decode(String.self, forKey: .a) == "a text that is too long for a small string")
        #expect(try container.decode([Int].self, forKey: .b) == [1, 2])
    }

    @Test("A type that decodes itself without end")
    func endless() {
        struct Endless: Decodable {
            init(from decoder: any Decoder) throws { self = try decoder.singleValueContainer().decode(Endless.self) }
        }
        #expect(failure(Endless.self, "1") != nil)
    }
}
