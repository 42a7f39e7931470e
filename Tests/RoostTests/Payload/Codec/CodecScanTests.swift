import Foundation
import Testing

@testable import Roost

/// Text is looked at in words of sixteen bytes, so everything is tried at each place of such a word.
@Suite("Scanning text in words")
struct CodecScanTests {
    @Test("What ends a run of plain text, at each place", arguments: 0..<40)
    func specials(offset: Int) throws {
        let front = String(repeating: "x", count: offset)
        for length in 0..<20 {
            let back = String(repeating: "y", count: length)
            #expect(try decode(String.self, "\"\(front)\(back)\"") == front + back)
            #expect(try decode(String.self, "\"\(front)\\\"\(back)\"") == front + "\"" + back)
            #expect(try decode(String.self, "\"\(front)\\u00e4\(back)\"") == front + "ä" + back)
            #expect(try decode(String.self, "\"\(front)ä\u{1F600}\(back)\"") == front + "ä\u{1F600}" + back)
            let control = "corrupted [] Malformed JSON at byte \(offset + 1)."
            #expect(failure(String.self, "\"\(front)\u{1F}\(back)\"") == control)
            #expect(failure(String.self, "\"\(front)\u{0}\(back)\"") == control)
            let end = "corrupted [] Malformed JSON at byte \(offset + length + 1)."
            #expect(failure(String.self, "\"\(front)\(back)") == end)
            #expect(failure(String.self, Array("\"\(front)\(back)\"".utf8) + [0])?.hasPrefix("corrupted") == true)
            let invalid = Array("\"\(front)".utf8) + [0xFF] + Array("\(back)\"".utf8)
            #expect(failure(String.self, invalid) == "corrupted [] Invalid UTF-8 at byte \(offset + 1).")
            #expect(failure(String.self, invalid.dropLast()) == "corrupted [] Invalid UTF-8 at byte \(offset + 1).")
        }
    }

    private struct AnyName: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    @Test("Names that differ in one byte", arguments: 1..<36)
    func names(length: Int) throws {
        let name = String(repeating: "n", count: length)
        let others = (0..<length).map { position in
            String(repeating: "n", count: position) + "o" + String(repeating: "n", count: length - 1 - position)
        }
        let members = ([name] + others).enumerated().map { #""\#($1)":\#($0)"# }.joined(separator: ",")
        try Read.from("{\(members)}") { decoder in
            let container = try decoder.container(keyedBy: AnyName.self)
            for (index, other) in ([name] + others).enumerated().reversed() {
                #expect(try container.decode(Int.self, forKey: AnyName(stringValue: other)) == index)
            }
            #expect(!container.contains(AnyName(stringValue: name + "n")))
            #expect(!container.contains(AnyName(stringValue: String(name.dropLast()))))
        }
        let again = failure([String: Int].self, "{\(members),\"\(others[length / 2])\":0}")
        #expect(again?.contains("Repeated member name") == true)
    }

    @Test("Repeated names among few and many members", arguments: [2, 3, 16, 17, 63, 64, 65, 200])
    func repetition(count: Int) throws {
        let members = (0..<count).map { #""member \#($0)":\#($0)"# }
        let text = "{" + members.joined(separator: ",")
        #expect(try decode([String: Int].self, text + "}").count == count)
        for repeated in [0, count / 2, count - 1] {
            let failure = failure([String: Int].self, text + #","member \#(repeated)":0}"#)
            #expect(failure?.contains("Repeated member name at byte \(text.utf8.count + 1).") == true)
            let escaped = escapedFailure(text, repeated)
            #expect(escaped?.contains("Repeated member name at byte \(text.utf8.count + 1).") == true)
        }
    }

    private func escapedFailure(_ text: String, _ repeated: Int) -> String? {
        failure([String: Int].self, text + #","\u006dember \#(repeated)":0}"#)
    }

    @Test(
        "Numbers at the limits of what is read while scanning",
        arguments: [
            "0", "-0", "0.0", "-0.0", "9007199254740992", "9007199254740993", "-9007199254740993", "90071992547409.93",
            "0.9007199254740993", "123456789012345678", "-12345678901234567", "-123456789012345678",
            "1234567890123456789", "0.1234567890123456", "0.12345678901234567", "1.2345678901234567",
            "12345678901234567.8", "999999999999999999", "0.0000000000000001", "0.00000000000000001", "1e5", "1.5E-3",
            "790086400.123", "4.35", "0.000001", "123456.7890625", "9223372036854775807", "-9223372036854775808",
        ])
    func numbers(text: String) throws {
        let expected = try #require(Double(text))
        for spelling in [text, text + " ", "\n\(text)"] {
            let value = try decode(Double.self, spelling)
            #expect(value.bitPattern == expected.bitPattern)
        }
        #expect(try decode([Double].self, "[\(text),\(text)]") == [expected, expected])
        if let integer = Int(text) { #expect(try decode(Int.self, text) == integer) }
    }

    @Test("Integers read in full", arguments: 1..<20)
    func integers(digits: Int) throws {
        for digit in ["1", "9"] {
            let text = String(repeating: digit, count: digits)
            #expect((try? decode(Int.self, text)) == Int(text))
            #expect((try? decode(Int.self, "-" + text)) == Int("-" + text))
            #expect(try decode(UInt64.self, text) == UInt64(text))
        }
    }
}
