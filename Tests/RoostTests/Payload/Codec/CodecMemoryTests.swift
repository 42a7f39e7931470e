import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

/// How much memory a text makes its reader take, counted in bytes that were allocated.
@Suite("Memory of decoding")
struct CodecMemoryTests {
    struct Text: Sendable, CustomStringConvertible {
        let description: String
        let bytes: [UInt8]

        init(_ description: String, _ text: String) { (self.description, bytes) = (description, Array(text.utf8)) }

        /// An array of one element many times.
        static func array(of element: String, count: Int) -> Text {
            Text("\(count) × \(element)", "[" + String(repeating: element + ",", count: count - 1) + element + "]")
        }
    }

    /// Those with the most values for their length, sound and not.
    static let texts: [Text] = [
        .array(of: "1", count: 1_000_000), .array(of: "[]", count: 300_000), .array(of: "{}", count: 300_000),
        .array(of: #"{"":1}"#, count: 200_000), .array(of: "[1]", count: 300_000),
        .array(of: "[[1],1]", count: 100_000),
        .array(of: "\"\"", count: 300_000), .array(of: "1.5", count: 1), .array(of: "1", count: 600),
        Text("members", "{" + (0..<100_000).map { "\"\($0)\":\($0)" }.joined(separator: ",") + "}"),
        Text("one string", "\"" + String(repeating: "a", count: 1_000_000) + "\""),
        Text("deep", String(repeating: "[", count: 512) + String(repeating: "]", count: 512)),
        Text("too deep", String(repeating: "[", count: 100_000)),
        Text("open", String(repeating: "[1,", count: 500) + String(repeating: "1,", count: 500_000)),
        Text("repeated names", "{" + String(repeating: #""a":1,"#, count: 99_999) + #""a":1}"#),
    ]

    /// Of a reader that has read nothing before.
    private static func peakBytes(reading bytes: [UInt8]) -> Int {
        let document = JSONDocument()
        do {
            try bytes.withUnsafeBufferPointer { try document.read($0) }
        } catch {
            // What cannot be read takes memory until that is seen.
        }
        return document.peakBytes
    }

    @Test(arguments: texts) func memoryIsAFactorOfTheText(_ text: Text) {
        let peak = Self.peakBytes(reading: text.bytes)
        #expect(peak <= JSONDocument.maxBytesPerByte * text.bytes.count + (16 << 10))
        #expect(peak >= text.bytes.count)
    }

    @Test(arguments: UInt64(0)..<40) func memoryIsAFactorOfAnyText(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let whole = Array(RandomDocument.text(&generator).utf8)
        for length in Set([whole.count, whole.count / 2, whole.count * 9 / 10]) {
            let peak = Self.peakBytes(reading: Array(whole.prefix(length)))
            #expect(peak <= JSONDocument.maxBytesPerByte * length + (16 << 10), "seed \(seed)")
        }
    }

    @Test func anEntryHasSixteenBytes() { #expect(MemoryLayout<JSONEntry>.stride == 16) }

    /// Sound values come out of the packed entries.
    @Test func aMillionNumbersAreRead() throws {
        let numbers = (0..<1_000_000).map { $0 % 7 }
        let json = try RecordCoder().encode(numbers)
        let read = try RecordCoder().decode([Int].self, from: json.span)
        #expect(read == numbers)
    }
}
