import Foundation

/// What strings mean in keys, filters and comparisons: equality, order and prefix are those of NFC UTF-8 bytes.
enum UnicodeText {
    /// The canonical composition (NFC). Strings that Swift calls equal become the same bytes.
    static func normalized(_ string: String) -> String {
        string.utf8.span.isCertainlyNFC ? string : string.precomposedStringWithCanonicalMapping
    }

    /// The version of the Unicode data that normalising and folding use, such as "17.0".
    ///
    /// Text assigned by a later version may normalise and fold differently there.
    static let unicodeVersion: String = {
        // Blocks begin at multiples of 16, and every version fills some in the supplementary planes.
        var newest = (major: 0, minor: 0)
        for value in stride(from: UInt32(0x10000), to: 0x34000, by: 16) {
            guard let age = Unicode.Scalar(value)?.properties.age, age > newest else { continue }
            newest = age
        }
        return "\(newest.major).\(newest.minor)"
    }()
}

extension Span<UInt8> {
    /// True when every scalar lies below U+0300: none of them decomposes under NFC, and none composes with another.
    var isCertainlyNFC: Bool { allBytes(below: 0xCC) }
}
