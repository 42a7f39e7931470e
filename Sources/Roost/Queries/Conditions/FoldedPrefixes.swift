import RoostEngine

/// The key ranges in which a plain string index has all strings that satisfy a condition without case: the prefixes they
/// can begin with, as far as ASCII goes.
///
/// What lies between them is skipped; what lies in them is tested. `abc` is in the ranges of `ABC`, `ABc`, … `abc`, and
/// `ss` in that of `ß`, too.
enum FoldedPrefixes {
    /// The most prefixes of one condition. Each is a seek.
    private static let limit = 256
    /// The most bytes of a text that are looked at.
    private static let maxLength = 64

    /// REQUIRES: a condition on one case-folded field.
    static func ranges(of condition: Condition) -> [KeyRange]? {
        let share = limit / max(1, condition.ranges.count)
        var prefixes: [[UInt8]] = []
        for range in condition.ranges {
            guard let text = asciiPrefix(of: range) else { return nil }
            prefixes += expand(text, limit: share)
        }
        return ComponentRanges.union(
            prefixes.map { prefix in
                var bytes: [UInt8] = [KeyTag.string]
                bytes += prefix
                return KeyRange(prefix: bytes)
            })
    }

    /// What the ASCII beginning of the strings of a range has in common; nil when it is a range of something else.
    private static func asciiPrefix(of range: KeyRange) -> [UInt8]? {
        guard range.lower.first == KeyTag.folded, let upper = range.upper else { return nil }
        // A single value ends in 00 01, a prefix does not; neither 00 nor what follows it counts here.
        let text = range.lower.dropFirst().prefix(maxLength).prefix { $0 != 0 && $0 < 0x80 }
        guard upper == ByteOrder.successor(ofPrefix: range.lower) else { return nil }
        return Array(text)
    }

    /// Every beginning, in bytes, that a string can have whose folding begins with a text, letter after letter until there
    /// would be too many.
    private static func expand(_ text: [UInt8], limit: Int) -> [[UInt8]] {
        var done: [[UInt8]] = []
        var open: [(bytes: [UInt8], consumed: Int)] = [([], 0)]
        while let shortest = open.map(\.consumed).min(), shortest < text.count {
            var next: [(bytes: [UInt8], consumed: Int)] = []
            for (bytes, consumed) in open {
                guard consumed == shortest else {
                    next.append((bytes, consumed))
                    continue
                }
                for source in sources(of: text[consumed...]) {
                    next.append((bytes + source.bytes, consumed + source.length))
                }
            }
            if next.count + done.count > limit { break }
            open = []
            for state in next {
                if state.consumed >= text.count { done.append(state.bytes) } else { open.append(state) }
            }
        }
        return done + open.map(\.bytes)
    }

    /// The characters whose folding begins as a text does, or that the text begins with, and how much of it they are.
    private static func sources(of text: ArraySlice<UInt8>) -> [(bytes: [UInt8], length: Int)] {
        guard let first = text.first else { return [] }
        var sources: [(bytes: [UInt8], length: Int)] = [([first], 1)]
        if first >= UInt8(ascii: "a"), first <= UInt8(ascii: "z") { sources.append(([first - 32], 1)) }
        for special in specials where special.folded.first == first {
            let common = min(special.folded.count, text.count)
            if special.folded.prefix(common).elementsEqual(text.prefix(common)) {
                sources.append((special.bytes, special.folded.count))
            }
        }
        return sources
    }

    /// Characters beyond ASCII whose folding begins with ASCII: `ſ`, `ß`, `ẞ`, `ﬁ`, … with the ASCII that it begins with.
    static let specials: [(bytes: [UInt8], folded: [UInt8])] = {
        let blocks: [ClosedRange<UInt32>] = [
            0xDF...0xDF, 0x130...0x130, 0x17F...0x17F, 0x1E96...0x1E9E, 0xFB00...0xFB06,
        ]
        return blocks.joined().compactMap { value in
            guard let scalar = Unicode.Scalar(value) else { return nil }
            let text = String(scalar)
            let folded = UnicodeText.folded(text).utf8.prefix { $0 < 0x80 }
            return folded.isEmpty ? nil : (Array(text.utf8), Array(folded))
        }
    }()
}
