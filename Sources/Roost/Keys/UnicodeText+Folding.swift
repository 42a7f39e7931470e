extension UnicodeText {
    /// Unicode full case folding (statuses C and F of CaseFolding.txt), then NFC.
    ///
    /// The string is normalised first, so that strings that Swift calls equal fold alike. No language's own rules
    /// apply: `ı` and `i` differ, and `İ` folds to `i̇`.
    static func folded(_ string: String) -> String {
        guard !string.utf8.span.isASCII else { return string.lowercased() }
        var folded = String.UnicodeScalarView()
        for scalar in normalized(string).unicodeScalars {
            append(folding: scalar, to: &folded)
        }
        return normalized(String(folded))
    }

    /// Folding is lower-casing the upper case, but for three exceptions.
    private static func append(folding scalar: Unicode.Scalar, to folded: inout String.UnicodeScalarView) {
        switch scalar.value {
        case 0x131:  // dotless i, whose upper case is the I of i
            folded.append(scalar)
        case 0x1E9E:  // capital sharp s, whose lower case would need folding again
            folded.append("s")
            folded.append("s")
        case 0x13A0...0x13F5:  // Cherokee folds to its capitals, which are older than its small letters
            folded.append(scalar)
        case 0x13F8...0x13FD:
            append(scalar.value - 8, to: &folded)
        case 0xAB70...0xABBF:
            append(scalar.value - 0xAB70 + 0x13A0, to: &folded)
        default:
            guard scalar.properties.changesWhenCaseMapped else { return folded.append(scalar) }
            for upper in scalar.properties.uppercaseMapping.unicodeScalars {
                folded.append(contentsOf: upper.properties.lowercaseMapping.unicodeScalars)
            }
        }
    }

    private static func append(_ value: UInt32, to folded: inout String.UnicodeScalarView) {
        guard let scalar = Unicode.Scalar(value) else { return }
        folded.append(scalar)
    }
}
