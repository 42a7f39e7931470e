import Foundation
import RoostEngineTesting
import Testing

@testable import Roost

func decode<T: Decodable>(_ type: T.Type, _ json: String) throws -> T {
    try JSONPayloadCoder().decode(type, from: Array(json.utf8).span)
}

/// Code, path and description of a decoding error.
func failure<T: Decodable>(_ type: T.Type, _ json: [UInt8]) -> String? {
    do {
        _ = try JSONPayloadCoder().decode(type, from: json.span)
        return nil
    } catch let error as DecodingError {
        let (name, context) =
            switch error {
            case .dataCorrupted(let context): ("corrupted", context)
            case .keyNotFound(let key, let context): ("no \(key.stringValue)", context)
            case .typeMismatch(_, let context): ("mismatch", context)
            case .valueNotFound(_, let context): ("null", context)
            @unknown default: ("unknown", DecodingError.Context(codingPath: [], debugDescription: ""))
            }
        let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        return "\(name) [\(path)] \(context.debugDescription)"
    } catch {
        return "\(error)"
    }
}

func failure<T: Decodable>(_ type: T.Type, _ json: String) -> String? { failure(type, Array(json.utf8)) }

@Suite("The JSON that is read")
struct CodecGrammarTests {
    @Test("Malformed text is refused", arguments: JSONScannerTests.malformed)
    func refused(json: String) {
        let message = failure(JSONTree.self, json)
        #expect(message?.hasPrefix("corrupted [") == true && message?.contains(" at byte ") == true, "\(json)")
        // Also what no value of the record reaches.
        #expect(failure([String: Int].self, "{\"a\":1,\"b\":\(json)") != nil)
    }

    @Test(
        "Place and reason",
        arguments: [
            ("", "corrupted [] Malformed JSON at byte 0."), ("[1,]", "corrupted [] Malformed JSON at byte 3."),
            (#"{"a":tru}"#, "corrupted [a] Malformed JSON at byte 8."),
            (#"{"a":{"b":[0,{"c":1.}]}}"#, "corrupted [a.b.1.c] Malformed JSON at byte 20."),
            (#"{"a":1}}"#, "corrupted [] Malformed JSON at byte 7."),
            (#"{"a":1,"b":2,"a":3}"#, "corrupted [a] Repeated member name at byte 13."),
            (#"[{"x":{"a":1,"\u0061":3}}]"#, "corrupted [0.x.a] Repeated member name at byte 13."),
            (#"["\ud800"]"#, "corrupted [] Half a surrogate pair at byte 2."),
            (#"{"k":"x\udc00"}"#, "corrupted [k] Half a surrogate pair at byte 7."),
            (#"{"k":"\ud83d\u0041"}"#, "corrupted [k] Half a surrogate pair at byte 6."),
            (#"{"k":"\ud83d\"}"#, "corrupted [k] Half a surrogate pair at byte 6."),
        ])
    func place(json: String, message: String) {
        #expect(failure(JSONTree.self, json) == message)
    }

    @Test(
        "Invalid UTF-8, anywhere",
        arguments: [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80]] as [[UInt8]])
    func utf8(bytes: [UInt8]) {
        for (before, after) in [
            (#"{"a":""#, #""}"#), (#"{"a"#, #"":1}"#), (#"{"long enough for words":"x"#, #"","b":1}"#),
        ] {
            let json = Array(before.utf8) + bytes + Array(after.utf8)
            #expect(failure(JSONTree.self, json) == "corrupted [] Invalid UTF-8 at byte \(before.utf8.count).")
        }
    }

    @Test(
        "Well-formed text",
        arguments: [
            ("0", .number(0)), ("-0", .number(-0.0)), ("0.0", .number(0)), ("1e5", .number(1e5)),
            ("1E-5", .number(1e-5)), ("-1.25e+10", .number(-1.25e10)), ("true", .bool(true)), ("false", .bool(false)),
            ("null", .null), ("\"\"", .string("")), ("[]", .array([])), ("{}", .object([:])), ("[ ]", .array([])),
            ("{ }", .object([:])), ("[[],{}]", .array([.array([]), .object([:])])),
            (" \n\r\t{ \"a\" : [ 1 , 2 ] } ", .object(["a": .array([.number(1), .number(2)])])),
            (#""\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00""#, .string("\"\\/\u{8}\u{C}\n\r\té😀")),
            ("\"\u{7F}é\u{2028}\"", .string("\u{7F}é\u{2028}")),
            (#"{"\u0061":1,"b":2}"#, .object(["a": .number(1), "b": .number(2)])),
            (#"{"":{"":null}}"#, .object(["": .object(["": .null])])),
            (
                #"{"a":{"x":1},"b":{"x":1}}"#,
                .object(["a": .object(["x": .number(1)]), "b": .object(["x": .number(1)])])
            ),
        ] as [(String, JSONTree)])
    func accepted(json: String, tree: JSONTree) throws {
        #expect(try decode(JSONTree.self, json) == tree)
    }

    @Test(
        "A repeated name is refused whatever stands between, even a name that is taken for the same at first",
        arguments: [
            #"{"zdmcfzpwf":1,"blmybtvbbg":2,"\u007admcfzpwf":3}"#,
            #"{"ziyrbqmeg":1,"bwrpunznnt":2,"\u007aiyrbqmeg":3}"#,
        ])
    func repeatedNamesWithEqualFingerprints(json: String) {
        #expect(failure([String: Int].self, json)?.contains("Repeated member name") == true)
    }

    @Test("Repeated names among many, and names that differ little")
    func manyNames() throws {
        func object(_ names: [String]) -> String { "{" + names.map { "\"\($0)\":1" }.joined(separator: ",") + "}" }
        for count in [2, 15, 16, 17, 40, 500] {
            let names = (0..<count).map { "a long prefix \($0 + 1000) and a suffix" }
            #expect(try decode([String: Int].self, object(names)).count == count)
            for position in [0, count / 2, count - 1] {
                let message = failure([String: Int].self, object(names + [names[position]]))
                #expect(message?.contains("Repeated member name") == true)
            }
        }
    }

    @Test("Nesting up to 512 levels, and no deeper")
    func depth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        struct Ignored: Decodable { init(from decoder: any Decoder) throws {} }
        _ = try decode(Ignored.self, nested(512))
        #expect(
            failure(Ignored.self, nested(513))?.hasSuffix("JSON nested deeper than 512 levels at byte 512.") == true)
        #expect(failure(Ignored.self, nested(1_000_000))?.contains("deeper than 512") == true)
        #expect(
            failure(Ignored.self, String(repeating: #"{"a":"#, count: 100_000))?.contains("deeper than 512") == true)
        _ = try decode(JSONTree.self, nested(100))
    }

    @Test("Truncated and flipped documents throw or are read, and never trap", arguments: UInt64(0)..<8)
    func flips(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<12 {
            let value = Scalars.random(&generator)
            let document = try JSONPayloadCoder().encode(value)
            for length in 0..<document.count {
                #expect(failure(Scalars.self, Array(document.prefix(length))) != nil, "seed \(seed)")
            }
            for index in document.indices {
                var flipped = document
                flipped[index] = generator.pick([
                    .quote, .backslash, .openBrace, .closeBracket, .comma, 0, 0xFF, 0xC3, UInt8(ascii: "u"),
                    UInt8(ascii: "e"), UInt8(truncatingIfNeeded: generator.next()),
                ])
                let found = failure(Scalars.self, flipped)
                #expect(found == nil || found?.contains("[") == true, "seed \(seed)")
            }
        }
    }

    @Test("Path access finds what decoding finds", arguments: UInt64(0)..<8)
    func paths(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let paths = ["a", "b", "é", "a.b", "b.a", "c.d", "d.c.e", "e.f", "f", "", "c"].map { JSONPath($0) }
        for _ in 0..<60 {
            let json = RandomDocument.text(&generator)
            guard let tree = try? decode(JSONTree.self, json) else { continue }
            for (path, text) in zip(paths, try locate(paths, in: json)) {
                var expected: JSONTree? = tree
                for segment in path.segments {
                    if case .object(let members) = expected { expected = members[segment] } else { expected = nil }
                }
                #expect(try text.map { try decode(JSONTree.self, $0) } == expected, "seed \(seed): \(path) in \(json)")
            }
        }
    }
}
