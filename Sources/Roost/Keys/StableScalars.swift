/// Scalars that NFC leaves alone wherever they stand: they are starters, they do not decompose, and nothing before them
/// takes them up (combining class 0, `NFC_Quick_Check=Yes`; UAX #15, section 9).
///
/// A text of nothing else is in NFC, and a text can be normalised piece by piece where each piece begins with one. Not
/// all of them are here, but the letters of the most used scripts.
enum StableScalars {
    /// In ascending order, from U+0300 on; what comes before is stable, too.
    static let ranges: [ClosedRange<UInt32>] = [
        0x370...0x373, 0x376...0x377, 0x37B...0x37D, 0x388...0x3FF,  // Greek
        0x400...0x482, 0x48A...0x52F,  // Cyrillic
        0x531...0x556, 0x559...0x586,  // Armenian
        0x5D0...0x5EA,  // Hebrew
        0x620...0x64A, 0x660...0x66F, 0x671...0x6D3,  // Arabic
        0x904...0x939,  // Devanagari
        0xE01...0xE30, 0xE40...0xE46,  // Thai
        0x10A0...0x10C5, 0x10D0...0x10FF,  // Georgian
        0x1E00...0x1EFF,  // Latin, precomposed
        0x200B...0x2027, 0x2030...0x205E, 0x20A0...0x20BF,  // punctuation, currencies
        0x2190...0x2328, 0x232B...0x23FF, 0x2500...0x2775, 0x2794...0x27BF,  // arrows, mathematics, symbols
        0x3001...0x3029, 0x3041...0x3096, 0x30A1...0x30FE,  // Kana
        0x3400...0x4DBF, 0x4E00...0x9FFF,  // Han
        0xAC00...0xD7A3,  // Hangul syllables
        0xFE00...0xFE0F, 0xFF01...0xFF60,  // variations, full width
        0x1F000...0x1FAFF,  // emoji
        0x20000...0x2A6DF, 0x2A700...0x2EBE0,  // Han
    ]

    static func contains(_ scalar: UInt32) -> Bool {
        guard scalar >= 0x300 else { return true }
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if scalar > ranges[middle].upperBound { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(scalar)
    }
}
