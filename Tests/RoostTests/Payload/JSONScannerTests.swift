import Foundation
import RoostEngineTesting
import Testing

@testable import Roost

@Suite("Malformed JSON")
struct JSONScannerTests {
    static let malformed = [
        "", " ", "{", "}", "[", "]", "{]", "[}", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{\"a\"", "{\"a\":", "{\"a\":1",
        "{\"a\":1,", "{\"a\":1,}", "{,\"a\":1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{a:1}", "{1:1}", "{\"a\":1}}",
        "{\"a\":1} x", "1 1", "tru", "truE", "nul", "fals", "truefalse", "True", "NaN", "Infinity", "-", "+1", "01",
        "-01",
        "1.", ".5", "1.e1", "1e", "1e+", "--1", "0x1", "1_0", "\"", "\"a", "\"\\", "\"\\\"", "\"\\x\"", "\"\\u12\"",
        "\"\\u12G4\"", "\"\\u", "'a'", "\"a\nb\"", "\"\t\"", "\"12345678\u{1}\"", "\"\0\"", "//", "/**/1", "[1]/**/",
        "\u{FEFF}1", "{\"a\":1,\"b\":\"\u{1F}\"}", "[\"a\",\"b\"", "{\"a\":[}", "{\"a\":{\"b\":[1,{\"c\":}]}}", "\0",
        "1\0",
        "[1\0]", "{\"a\":\"12345678901234567\u{B}\"}",
    ]

    @Test("Is refused", arguments: malformed)
    func refused(json: String) {
        expectCode(.corruptRecord) { try locate(["zz", "a.zz"], in: json) }
        let bytes = Array(json.utf8)
        expectCode(.corruptRecord) {
            var scanner = JSONScanner(bytes.span)
            scanner.skipWhitespace()
            _ = try scanner.skipValue(depth: 0)
            try scanner.expectEnd()
        }
    }

    @Test(
        "Well-formed JSON is passed",
        arguments: [
            "0", "-0", "0.0", "1e5", "1E-5", "-1.25e+10", "true", "false", "null", "\"\"", "[]", "{}", "[[],{}]",
            " \n\r\t{ \"a\" : [ 1 , 2 ] } ", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"",
            "\"\u{7F}é\u{2028}\"",
        ])
    func passed(json: String) throws {
        #expect(try locate(["zz"], in: json) == [nil])
    }

    @Test("The error names the byte")
    func offset() throws {
        let error = try #require(throws: RoostError.self) { try locate(["b"], in: #"{"a":tru}"#) }
        #expect(error.message == "malformed JSON at byte 8")
    }

    @Test("Strings end where they end, whatever stands around the eight-byte words")
    func words() throws {
        for length in 0..<40 {
            for special in 0...length {
                for insert in ["", "\\\"", "\\\\", "é", "\u{7F}", "\\u0000"] {
                    let prefix = String(repeating: "x", count: special)
                    let text = "\"" + prefix + insert + String(repeating: "y", count: length - special) + "\""
                    #expect(try locate(["s", "t"], in: #"{"s":\#(text),"t":1}"#) == [text, "1"])
                }
                let control =
                    "\"" + String(repeating: "x", count: special) + "\u{1F}"
                    + String(
                        repeating: "y", count: length - special)
                expectCode(.corruptRecord) { try locate(["t"], in: #"{"s":\#(control)","t":1}"#) }
            }
        }
    }

    @Test("Truncated and flipped documents throw or are read, and never trap", arguments: UInt64(0)..<12)
    func flips(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let paths = JSONPathSet(["a", "b.c", "b", "é", "d.e.f"].map { JSONPath($0) })
        for _ in 0..<60 {
            let document = Array(RandomDocument.text(&generator).utf8)
            for length in 0..<document.count where length < 80 || generator.chance(8) {
                Self.read(Array(document.prefix(length)), paths)
            }
            for _ in 0..<40 {
                var flipped = document
                let index = Int.random(in: 0..<flipped.count, using: &generator)
                flipped[index] = generator.pick([
                    .quote, .backslash, .openBrace, .closeBracket, 0, 0xFF, 0xC3, UInt8(ascii: "u"), UInt8(ascii: "e"),
                    UInt8(truncatingIfNeeded: generator.next()),
                ])
                Self.read(flipped, paths)
            }
        }
    }

    /// Reads everything that can be asked of a document; only typed errors may come out.
    static func read(_ bytes: [UInt8], _ paths: JSONPathSet) {
        do {
            var values: [JSONValue?] = []
            try paths.locate(in: bytes.span, into: &values)
            for value in values {
                for kind in ComponentKind.allCases {
                    var encoder = KeyEncoder()
                    do {
                        try ComponentExtractor.append(value, in: bytes.span, kind: kind, to: &encoder)
                        let end = try KeyScanner.endOfComponent(in: encoder.bytes.span, from: 0, descending: false)
                        #expect(end == encoder.bytes.count)
                    } catch RoostError.Code.valueMismatch {
                        #expect(encoder.bytes.isEmpty)
                    } catch RoostError.Code.corruptRecord {
                        #expect(encoder.bytes.isEmpty)
                    }
                }
            }
            let null = Array("null".utf8)
            for path in [JSONPath("b.c"), JSONPath("é"), JSONPath("d.e.f.g")] {
                do {
                    _ = try JSONEditor.replacing(path, with: null.span, in: bytes.span)
                    _ = try JSONEditor.removing(path, in: bytes.span)
                } catch RoostError.Code.valueMismatch {
                    continue
                }
            }
        } catch {
            #expect((error as? RoostError)?.code == .corruptRecord, "\(error) \(hex(bytes))")
        }
    }
}
