import RoostEngine

/// What strings mean in keys, filters and comparisons: equality, order and prefix are those of NFC UTF-8 bytes.
package enum UnicodeText {
    /// The canonical composition (NFC). Strings that Swift calls equal become the same bytes.
    ///
    /// - Complexity: linear in the length of the text, whatever it consists of.
    package static func normalized(_ string: String) -> String {
        var work = 0
        return normalized(string, work: &work)
    }

    /// Also counts the bytes that are looked at or handed on.
    static func normalized(_ string: String, work: inout Int) -> String {
        var string = string
        string.makeContiguousUTF8()
        let utf8 = string.utf8.span
        work += utf8.count
        guard !utf8.isCertainlyNFC else { return string }
        var composer = CanonicalComposer(utf8)
        guard let composed = composer.compose() else { return string }
        work += composer.work
        return composed
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
