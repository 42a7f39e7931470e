import Foundation
import RoostEngineTesting
import Testing

@testable import Roost

func encoded(_ value: some Encodable) throws -> String {
    String(decoding: try JSONPayloadCoder().encode(value), as: UTF8.self)
}

/// A value that is encoded by a closure.
struct Written: Encodable {
    let write: @Sendable (any Encoder) throws -> Void
    init(_ write: @escaping @Sendable (any Encoder) throws -> Void) { self.write = write }
    func encode(to encoder: any Encoder) throws { try write(encoder) }
}

enum Name: String, CodingKey { case a, b, c, d, z, long = "a name of more than fifteen bytes" }

@Suite("The text that records are encoded to")
struct CodecTextTests {
    private struct Record: Codable {
        var z: Int, a: String, none: Int?, date: Date, data: Data, uuid: UUID, url: URL, some: Bool?, f: Float
    }

    @Test("Members in declaration order, no whitespace, absent optionals left out")
    func record() throws {
        let uuid = try #require(UUID(uuidString: "00112233-4455-6677-8899-AABBCCDDEEFF"))
        let url = try #require(URL(string: "https://a.b/c"))
        let record = Record(
            z: -1, a: "é/\u{2028}", none: nil, date: Date(timeIntervalSinceReferenceDate: 0.5),
            data: Data([0xFF, 0xFF]), uuid: uuid, url: url, some: true, f: 0.1)
        let expected = """
            {"z":-1,"a":"é/\u{2028}","date":0.5,"data":"//8=","uuid":"00112233-4455-6677-8899-AABBCCDDEEFF",\
            "url":"https://a.b/c","some":true,"f":0.1}
            """
        #expect(try encoded(record) == expected)
    }

    @Test(
        "Numbers",
        arguments: [
            (0.0, "0"), (-0.0, "-0"), (1, "1"), (-1.5, "-1.5"), (0.1, "0.1"), (0.000001, "0.000001"),
            (785_000_000.123456, "785000000.123456"), (785_000_000.1234568, "785000000.1234568"),
            (1e15, "1000000000000000"),
            (1e16, "1e+16"), (1e22, "1e+22"), (.leastNonzeroMagnitude, "5e-324"),
            (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
            (1e-7, "1e-07"), (999_999_999.999999, "999999999.999999"), (0.3, "0.3"), (0.1 + 0.2, "0.30000000000000004"),
            (1e14 + 0.5, "100000000000000.5"),
        ])
    func numbers(value: Double, text: String) throws {
        #expect(try encoded(value) == text)
    }

    @Test("Integers at their limits")
    func integers() throws {
        #expect(
            try encoded([Int64.min, 0, 9, 10, 99, 100, 9999, 10_000, .max])
                == "[-9223372036854775808,0,9,10,99,100,9999,10000,9223372036854775807]")
        #expect(try encoded([UInt64.max]) == "[18446744073709551615]")
        #expect(try encoded([Int8.min, .max]) == "[-128,127]")
        #expect(try encoded([Int128.min]) == "[-170141183460469231731687303715884105728]")
        #expect(try encoded([UInt128.max]) == "[340282366920938463463374607431768211455]")
    }

    @Test("Escapes, wherever they stand")
    func escapes() throws {
        #expect(try encoded("\"\\\u{8}\u{C}\n\r\t\0\u{1F}\u{7F}/") == #""\"\\\b\f\n\r\t\u0000\u001F\#u{7F}/""#)
        for length in 0..<24 {
            for position in 0...length {
                let (before, after) = (
                    String(repeating: "x", count: position), String(repeating: "é", count: length - position)
                )
                #expect(try encoded(before + "\"" + after) == "\"\(before)\\\"\(after)\"")
                #expect(try encoded(before + after) == "\"\(before)\(after)\"")
            }
        }
        #expect(
            try encoded([String(repeating: "\u{1}", count: 5000)])
                == "[\"" + String(repeating: "\\u0001", count: 5000) + "\"]")
    }

    @Test("Equal dictionaries are equal text, sorted by name")
    func dictionaries() throws {
        #expect(try encoded(["b": 1, "a": 2, "": 3, "ab": 4, "\"": 5]) == #"{"":3,"\"":5,"a":2,"ab":4,"b":1}"#)
        #expect(try encoded([10: "x", -1: "y"]) == #"{"-1":"y","10":"x"}"#)
        #expect(try encoded([2.5: true]) == "[2.5,true]")
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<50 {
            let entries = (0..<40).map { (generator.string() + "\($0)", Int($0)) }
            var (left, right) = ([String: Int](), [String: Int](minimumCapacity: 1000))
            for (key, value) in entries { left[key] = value }
            for (key, value) in entries.reversed() { right[key] = value }
            let (first, second) = (try encoded(left), try encoded(right))
            #expect(first == second)
        }
    }

    @Test("A member written again keeps the last value")
    func repeated() throws {
        let twice = Written { encoder in
            var container = encoder.container(keyedBy: Name.self)
            try container.encode(1, forKey: .a)
            try container.encode(["x": ["y"]], forKey: .b)
            try container.encode(2, forKey: .a)
            try container.encode(3, forKey: .c)
            try container.encode("z", forKey: .b)
        }
        let list = try encoded([twice])
        #expect(list == #"[{"a":2,"c":3,"b":"z"}]"#)
        let many = Written { encoder in
            var container = encoder.container(keyedBy: JSONCodingKey.self)
            for index in 0..<200 { try container.encode(index, forKey: JSONCodingKey(stringValue: "k\(index % 100)")) }
        }
        let json = try JSONPayloadCoder().encode(many)
        let map = try JSONPayloadCoder().decode([String: Int].self, from: json.span)
        #expect(map.count == 100 && map["k7"] == 107)
    }

    @Test("Containers may be written to in any order")
    func interleaved() throws {
        let value = Written { encoder in
            var outer = encoder.container(keyedBy: Name.self)
            var b = outer.nestedContainer(keyedBy: Name.self, forKey: .b)
            var c = outer.nestedUnkeyedContainer(forKey: .c)
            let above = outer.superEncoder()
            let list = outer.superEncoder(forKey: .d)
            let scalar = outer.superEncoder(forKey: .long)
            try outer.encode(1, forKey: .a)
            try b.encode("x", forKey: .a)
            try c.encode(1)
            var deep = b.nestedContainer(keyedBy: Name.self, forKey: .z)
            var second = c.nestedContainer(keyedBy: Name.self)
            try deep.encode([1, 2], forKey: .a)
            try second.encode(true, forKey: .a)
            try c.encodeNil()
            try b.encode(["k": 1], forKey: .c)
            var single = scalar.singleValueContainer()
            try single.encode("text that is long enough")
            var elements = list.unkeyedContainer()
            try elements.encode(7)
            try elements.encode("8")
            var more = above.container(keyedBy: Name.self)
            try more.encode(9, forKey: .a)
            try deep.encode(3, forKey: .b)
            try b.encode("again", forKey: .a)
            try outer.encode(4, forKey: .z)
            #expect(c.count == 3)
        }
        let expected = """
            {"b":{"z":{"a":[1,2],"b":3},"c":{"k":1},"a":"again"},"c":[1,{"a":true},null],"super":{"a":9},"d":[7,"8"],\
            "a name of more than fifteen bytes":"text that is long enough","a":1,"z":4}
            """
        #expect(try encoded(value) == expected)
        let pair = try encoded([value, value])
        #expect(pair == "[\(expected),\(expected)]")
    }

    @Test("Nested containers and super encoders that are never used")
    func unused() throws {
        let value = Written { encoder in
            var outer = encoder.container(keyedBy: Name.self)
            _ = outer.nestedContainer(keyedBy: Name.self, forKey: .a)
            _ = outer.nestedUnkeyedContainer(forKey: .b)
            _ = outer.superEncoder()
            var list = outer.nestedUnkeyedContainer(forKey: .c)
            _ = list.superEncoder()
            _ = list.nestedUnkeyedContainer()
            _ = list.nestedContainer(keyedBy: Name.self)
        }
        #expect(try encoded(value) == #"{"a":{},"b":[],"super":{},"c":[{},[],{}]}"#)
        let empty = try encoded([Written { _ in }])
        #expect(empty == "[{}]")
        #expect(throws: EncodingError.self) { try encoded(Written { _ in }) }
    }

    @Test("A container may be asked for twice")
    func again() throws {
        let value = Written { encoder in
            var first = encoder.container(keyedBy: Name.self)
            try first.encode(1, forKey: .a)
            var second = encoder.container(keyedBy: Name.self)
            try second.encode(2, forKey: .b)
            try first.encode(3, forKey: .c)
        }
        #expect(try encoded(value) == #"{"a":1,"b":2,"c":3}"#)
    }

    @Test("A failed value leaves nothing behind")
    func rollback() throws {
        struct Stop: Error {}
        let failing = Written { encoder in
            var inner = encoder.container(keyedBy: Name.self)
            try inner.encode(1, forKey: .a)
            var list = inner.nestedUnkeyedContainer(forKey: .b)
            try list.encode("x")
            throw Stop()
        }
        let value = Written { encoder in
            var outer = encoder.container(keyedBy: Name.self)
            try outer.encode(1, forKey: .a)
            #expect(throws: Stop.self) { try outer.encode(failing, forKey: .b) }
            #expect(throws: Stop.self) { try outer.encode(failing, forKey: .c) }
            var list = outer.nestedUnkeyedContainer(forKey: .d)
            try list.encode(1)
            #expect(throws: EncodingError.self) { try list.encode([[Double.nan]]) }
            #expect(throws: EncodingError.self) { try list.encode(Date(timeIntervalSinceReferenceDate: .infinity)) }
            #expect(list.count == 1)
            try list.encode(2)
            #expect(throws: EncodingError.self) { try outer.encode(Decimal.nan, forKey: .c) }
            try outer.encode(3, forKey: .z)
        }
        #expect(try encoded(value) == #"{"a":1,"d":[1,2],"z":3}"#)
    }
}
