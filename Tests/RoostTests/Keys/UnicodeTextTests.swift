import Foundation
import RoostEngineTesting
import Testing

@testable import Roost

@Suite("What strings mean")
struct UnicodeTextTests {
    static func scalars(_ text: some StringProtocol) -> String {
        String(
            String.UnicodeScalarView(
                text.split(separator: " ").compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }))
    }

    static func utf8(_ string: String) -> [UInt8] { Array(string.utf8) }

    @Test(
        "Folding",
        arguments: [
            ("ß", "ss"), ("ẞ", "ss"), ("ς", "σ"), ("Σ", "σ"), ("İ", "i\u{307}"), ("ı", "ı"), ("I", "i"), ("ŉ", "ʼn"),
            ("ﬃ", "ffi"), ("ᾳ", "αι"), ("ᾼ", "αι"), ("\u{345}", "ι"), ("ΐ", "ΐ"), ("Ǆ", "ǆ"), ("ǅ", "ǆ"), ("ꭰ", "Ꭰ"),
            ("Ꭰ", "Ꭰ"),
            ("ᏸ", "Ᏸ"), ("\u{212A}", "k"), ("\u{2126}", "ω"), ("\u{1E9B}", "ṡ"), ("և", "եւ"), ("Ა", "ა"), ("𐐀", "𐐨"),
            ("e\u{301}É", "éé"), ("Maße", "masse"), ("\u{17F}", "s"), ("🙂", "🙂"), ("", ""),
        ])
    func folding(string: String, golden: String) {
        #expect(Self.utf8(UnicodeText.folded(string)) == Self.utf8(golden))
    }

    /// The file was derived from Python's `str.casefold` and `unicodedata`, which know Unicode 14.
    @Test("Every scalar of Unicode 14 folds as CaseFolding.txt says")
    func everyScalar() throws {
        let url = try #require(Bundle.module.url(forResource: "Resources/casefolding-14.0", withExtension: "txt"))
        var golden: [UInt32: String] = [:]
        for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
            let fields = line.split(separator: ";")
            golden[try #require(UInt32(fields[0], radix: 16))] = Self.scalars(fields[1])
        }
        #expect(golden.count > 1_400)
        for scalar in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(scalar), let age = scalar.properties.age, age <= (14, 0) else { continue }
            let string = String(scalar)
            let expected = golden[scalar.value] ?? UnicodeText.normalized(string)
            let folded = UnicodeText.folded(string)
            if Self.utf8(folded) != Self.utf8(expected) { Issue.record("\(scalar.value): \(folded)") }
        }
    }

    @Test("Folding twice changes nothing, and equal strings fold alike", arguments: UInt64(0)..<8)
    func idempotence(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let string = generator.string()
            let folded = UnicodeText.folded(string)
            #expect(Self.utf8(UnicodeText.folded(folded)) == Self.utf8(folded), "\(string)")
            let decomposed = string.decomposedStringWithCanonicalMapping
            #expect(Self.utf8(UnicodeText.folded(decomposed)) == Self.utf8(folded), "\(string)")
            #expect(Self.utf8(UnicodeText.normalized(decomposed)) == Self.utf8(UnicodeText.normalized(string)))
        }
    }

    @Test("Below U+0300 nothing needs normalising")
    func certainlyNFC() {
        for value in UInt32(0)..<0x300 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let isCertain = String(scalar).utf8.span.isCertainlyNFC
            #expect(isCertain)
            #expect(Self.utf8(String(scalar).precomposedStringWithCanonicalMapping) == Self.utf8(String(scalar)))
        }
        let isCertain = "\u{300}".utf8.span.isCertainlyNFC
        #expect(!isCertain)
    }

    @Test("The Unicode version is that of the newest scalar")
    func version() {
        var newest = (0, 0)
        for value in UInt32(0)...0x10FFFF {
            guard let age = Unicode.Scalar(value)?.properties.age else { continue }
            if newest < age { newest = age }
        }
        #expect(UnicodeText.unicodeVersion == "\(newest.0).\(newest.1)")
    }
}
