import Foundation
import RoostEngineTesting
import Testing

@testable import Roost

@Suite("Normalisation is exact and linear")
struct NormalizationTests {
    typealias Scalars = String.UnicodeScalarView

    static let all: [Unicode.Scalar] = (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init)

    /// Decomposed first, because it leaves a syllable and a final consonant apart otherwise.
    static func foundation(_ text: String) -> [UInt8] {
        Array(text.decomposedStringWithCanonicalMapping.precomposedStringWithCanonicalMapping.utf8)
    }

    static func roost(_ text: String) -> [UInt8] { Array(UnicodeText.normalized(text).utf8) }

    @Test("A stable scalar does not decompose, is a starter, and is never the end of a decomposition")
    func stableScalars() {
        for scalar in Self.all {
            let decomposed = Array(String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars)
            for later in decomposed.dropFirst() where StableScalars.contains(later.value) {
                Issue.record("U+\(String(later.value, radix: 16)) ends U+\(String(scalar.value, radix: 16))")
            }
            guard StableScalars.contains(scalar.value) else { continue }
            #expect(scalar.properties.canonicalCombiningClass.rawValue == 0, "U+\(String(scalar.value, radix: 16))")
            if Self.foundation(String(scalar)) != Array(String(scalar).utf8) {
                Issue.record("U+\(String(scalar.value, radix: 16)) decomposes")
            }
        }
    }

    @Test("The ranges of stable scalars ascend")
    func order() {
        for (range, next) in zip(StableScalars.ranges, StableScalars.ranges.dropFirst()) {
            #expect(range.upperBound < next.lowerBound)
        }
    }

    /// Texts of what is hard to normalise: marks of all classes, letters that compose, jamo, exclusions.
    static func text(_ generator: inout SeededGenerator, length: Int) -> String {
        var text = Scalars()
        let kind = generator.next() % 5
        for _ in 0..<length {
            let value: UInt32
            switch (generator.next() % 8, kind) {
            case (0, 0...3): value = UInt32.random(in: 0x20...0x24F, using: &generator)
            case (_, 0): value = UInt32.random(in: 0x300...0x36F, using: &generator)
            case (_, 1): value = UInt32.random(in: 0x1100...0x11FF, using: &generator)
            case (_, 2):
                value = [0x41, 0x300, 0x301, 0x323, 0x327, 0x345, 0xEA, 0x1EC7, 0xF73, 0x344].randomElement(
                    using: &generator)!
            case (_, 3): value = UInt32.random(in: 0x900...0xDFF, using: &generator)
            default: value = all.randomElement(using: &generator)!.value
            }
            if let scalar = Unicode.Scalar(value) { text.append(scalar) }
        }
        return String(text)
    }

    @Test("Random texts come out as Foundation's do", arguments: UInt64(0)..<8)
    func sameAsFoundation(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<400 {
            let text = Self.text(&generator, length: Int(generator.next() % (round % 10 == 0 ? 400 : 60)))
            guard Self.roost(text) != Self.foundation(text) else { continue }
            let scalars = Self.shrink(text).unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ")
            Issue.record("seed \(seed), round \(round): \(scalars)")
            return
        }
    }

    /// Without every scalar that makes no difference.
    static func shrink(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        var index = 0
        while index < scalars.count {
            var fewer = scalars
            fewer.remove(at: index)
            let text = String(Scalars(fewer))
            if roost(text) != foundation(text) { scalars = fewer } else { index += 1 }
        }
        return String(Scalars(scalars))
    }

    @Test("Every run of marks, however long, comes out as Foundation's does", arguments: [29, 30, 31, 32, 64, 200])
    func longRuns(length: Int) {
        for marks: [UInt32] in [
            [0x301], [0x323, 0x301], [0x345, 0x301, 0x323, 0x327], [0xF71, 0xF72], [0x1161, 0x11A8],
        ] {
            var text = "ae".unicodeScalars
            for index in 0..<length { text.append(Unicode.Scalar(marks[index % marks.count])!) }
            text.append("e")
            text.append("\u{301}")
            #expect(Self.roost(String(text)) == Self.foundation(String(text)))
        }
    }

    @Test("A Hangul syllable and its final consonant are the syllable that Swift calls equal")
    func hangul() {
        #expect(Self.roost("\u{B060}\u{11BA}") == Array("\u{B073}".utf8))
        #expect(Self.roost("a\u{1101}\u{1174}\u{11BA}b") == Array("a\u{B073}b".utf8))
        #expect(Self.roost("\u{B073}\u{11BA}") == Array("\u{B073}\u{11BA}".utf8), "which has one already")
    }

    static let adversaries: [(name: String, unit: String)] = [
        ("marks", "\u{301}"), ("marks out of order", "\u{345}\u{301}\u{323}"), ("accents", "e\u{301}"),
        ("jamo", "\u{1112}\u{1161}\u{11AB}"), ("vowels", "\u{1161}"), ("Tibetan", "\u{F73}"),
        ("two marks", "o\u{302}\u{301}"),
        ("exclusions", "\u{958}"), ("musical", "\u{1D160}"), ("short runs", "\u{9C7}\u{9BE}\u{9BC}"),
        ("thirty", "a" + String(repeating: "\u{301}", count: 30)),
        ("thirty-one", "a" + String(repeating: "\u{301}", count: 31)),
    ]

    /// Counts work, not time: what grows faster than the text would be seen here as well.
    @Test("No text costs more than eight times its bytes")
    func linear() {
        var generator = SeededGenerator(seed: 1)
        func check(_ text: String, _ name: String) {
            var work = 0
            _ = UnicodeText.normalized(text, work: &work)
            #expect(work <= 8 * text.utf8.count, "\(name), \(text.utf8.count) bytes")
        }
        for round in 0..<10_000 { check(Self.text(&generator, length: Int(generator.next() % 200)), "round \(round)") }
        for (name, unit) in Self.adversaries { check(String(repeating: unit, count: 60_000), name) }
    }
}
