import Foundation
import RoostEngineTesting
import Testing

@testable import Roost

@Suite("Editing JSON")
struct JSONEditorTests {
    static func replacing(_ path: JSONPath, with value: String, in json: String) throws -> String {
        let (value, json) = (Array(value.utf8), Array(json.utf8))
        return String(decoding: try JSONEditor.replacing(path, with: value.span, in: json.span), as: UTF8.self)
    }

    static func removing(_ path: JSONPath, in json: String) throws -> String {
        let json = Array(json.utf8)
        return String(decoding: try JSONEditor.removing(path, in: json.span), as: UTF8.self)
    }

    @Test(
        "Replacing",
        arguments: [
            ("a", "2", #"{"a":1}"#, #"{"a":2}"#),
            ("a", #"{"x":[]}"#, #" { "a" : 1 , "b" : 2 } "#, #" { "a" : {"x":[]} , "b" : 2 } "#),
            ("a", "1", "{}", #"{"a":1}"#), ("a", "1", " { } ", #" {"a":1 } "#),
            ("b", "2", #"{"a":1}"#, #"{"a":1,"b":2}"#),
            ("b", "2", #"{"a":1 }"#, #"{"a":1,"b":2 }"#),
            ("a.b", "2", #"{"a":{"b":1,"c":3}}"#, #"{"a":{"b":2,"c":3}}"#),
            ("a.b.c", "1", "{}", #"{"a":{"b":{"c":1}}}"#), ("a.b.c", "1", #"{"a":{}}"#, #"{"a":{"b":{"c":1}}}"#),
            ("a.b.c", "1", #"{"a":{"b":null},"d":1}"#, #"{"a":{"b":{"c":1}},"d":1}"#),
            ("a.b.c", "1", #"{"a":null}"#, #"{"a":{"b":{"c":1}}}"#),
            ("a", "null", #"{"a":"x"}"#, #"{"a":null}"#), ("a", "3", #"{"a":1,"a":2}"#, #"{"a":3,"a":2}"#),
            ("a", "1", "null", #"{"a":1}"#), ("é", "1", #"{"\u00e9":0}"#, #"{"\u00e9":1}"#),
        ])
    func replacing(path: String, value: String, json: String, expected: String) throws {
        #expect(try Self.replacing(JSONPath(path), with: value, in: json) == expected)
    }

    @Test(
        "Removing",
        arguments: [
            ("a", #"{"a":1}"#, "{}"), ("a", #"{"a":1,"b":2}"#, #"{"b":2}"#), ("b", #"{"a":1,"b":2}"#, #"{"a":1}"#),
            ("b", #"{"a":1, "b":2, "c":3}"#, #"{"a":1, "c":3}"#),
            ("c", #"{"a":1, "b":2 , "c":3 }"#, #"{"a":1, "b":2 }"#),
            ("a.b", #"{"a":{"b":1}}"#, #"{"a":{}}"#), ("x", #"{"a":1}"#, #"{"a":1}"#),
            ("a.b", #"{"a":null}"#, #"{"a":null}"#),
            ("a.b", #"{ "c" : 1 }"#, #"{ "c" : 1 }"#), ("a", #"{"a":1,"b":2,"a":3}"#, #"{"b":2}"#), ("a", "{}", "{}"),
            ("a", #"{ "a" : [1,2] }"#, #"{  }"#),
        ])
    func removing(path: String, json: String, expected: String) throws {
        #expect(try Self.removing(JSONPath(path), in: json) == expected)
    }

    @Test("Names are escaped")
    func names() throws {
        let path = JSONPath(segments: ["a\"b\\c\n\u{1}é😀"])
        let edited = try Self.replacing(path, with: "1", in: "{}")
        #expect(edited == #"{"a\"b\\c\u000a\u0001é😀":1}"#)
        #expect(try locate([path], in: edited) == ["1"])
    }

    @Test("A path through what is no object", arguments: ["1", "\"x\"", "[]", "true"])
    func mismatch(parent: String) {
        let json = "{\"a\":\(parent)}"
        expectCode(.valueMismatch) { try Self.replacing(JSONPath("a.b"), with: "1", in: json) }
        expectCode(.valueMismatch) { try Self.removing(JSONPath("a.b"), in: json) }
        expectCode(.valueMismatch) { try Self.replacing(JSONPath("a"), with: "1", in: parent) }
    }

    @Test("The root is replaced and not removed")
    func root() throws {
        #expect(try Self.replacing(JSONPath(segments: []), with: "[1]", in: #" {"a":1} "#) == " [1] ")
        expectCode(.invalidArgument) { try Self.removing(JSONPath(segments: []), in: "{}") }
    }

    @Test("A new value that is not one JSON value is refused", arguments: ["", "1,2", "1}", "{\"a\":", "nope"])
    func badValue(value: String) {
        expectCode(.encodingFailed) { try Self.replacing(JSONPath("a"), with: value, in: "{}") }
    }

    @Test("A value that would nest too deep is refused")
    func depth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        let edited = try Self.replacing(JSONPath("a.b"), with: nested(510), in: "{}")
        #expect(try locate(["x"], in: edited) == [nil])
        expectCode(.encodingFailed) { try Self.replacing(JSONPath("a.b"), with: nested(511), in: "{}") }
    }

    @Test("Text nested too deep is refused")
    func deepText() throws {
        func document(_ depth: Int) -> String {
            "{\"x\":" + String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1) + "}"
        }
        #expect(try locate(["a"], in: Self.replacing(JSONPath("a"), with: "1", in: document(512))) == ["1"])
        expectCode(.corruptRecord) { try Self.replacing(JSONPath("a"), with: "1", in: document(513)) }
        expectCode(.corruptRecord) { try Self.removing(JSONPath("a"), in: document(513)) }
    }

    @Test("Malformed text is refused", arguments: ["", "{", "{\"a\"", "{\"a\":}", "{\"a\":1", "{\"a\":1,}"])
    func malformed(json: String) {
        expectCode(.corruptRecord) { try Self.replacing(JSONPath("b"), with: "1", in: json) }
        expectCode(.corruptRecord) { try Self.removing(JSONPath("b"), in: json) }
    }

    @Test("The new value is found, a removed one is not, the others stay", arguments: UInt64(0)..<12)
    func random(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let paths = ["a", "b", "a.b", "b.c.d", "é", "", "e.f"].map { JSONPath($0) } + [JSONPath(segments: ["a.b"])]
        for _ in 0..<80 {
            let json = RandomDocument.text(&generator)
            let path = generator.pick(paths)
            let others = paths.filter {
                !$0.segments.starts(with: path.segments) && !path.segments.starts(with: $0.segments)
            }
            let before = try locate(others, in: json)
            do {
                let edited = try Self.replacing(path, with: #"{"new":[1]}"#, in: json)
                #expect(try locate([path], in: edited) == [#"{"new":[1]}"#], "\(json) \(path)")
                #expect(try locate(others, in: edited) == before, "\(json) \(path)")
                let removed = try Self.removing(path, in: edited)
                #expect(try locate([path], in: removed) == [nil], "\(json) \(path)")
                #expect(try locate(others, in: removed) == before, "\(json) \(path)")
                #expect(try locate([JSONPath("zz")], in: removed) == [nil], "\(json) \(path)")
            } catch RoostError.Code.valueMismatch {
                let parents = (1..<path.segments.count).map { JSONPath(segments: Array(path.segments.prefix($0))) }
                let found = try locate(parents, in: json).compactMap { $0 }
                #expect(found.contains { $0 != "null" && !$0.hasPrefix("{") }, "\(json) \(path)")
            }
        }
    }
}
