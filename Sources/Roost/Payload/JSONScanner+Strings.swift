extension JSONScanner {
    /// Moves from the opening quote behind the closing one. True when the string holds escapes.
    mutating func skipString() throws -> Bool {
        var isEscaped = false
        offset += 1
        while true {
            skipPlainText()
            switch next {
            case .quote where offset < json.count:
                offset += 1
                return isEscaped
            case .backslash:
                isEscaped = true
                try skipEscape()
            case 0x20...:
                offset += 1
            default:
                throw malformed()
            }
        }
    }

    /// Moves over whole words of sixteen and eight bytes that hold no quote, backslash or control character, then onto
    /// the first of these when it lies within the next word.
    private mutating func skipPlainText() {
        while offset + 16 <= json.count {
            let bytes = json.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: SIMD16<UInt8>.self)
            guard !bytes.holdSpecial else { break }
            offset += 16
        }
        while offset + 8 <= json.count {
            let word = UInt64(
                littleEndian: json.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
            let special = word.firstSpecial
            guard special == 0 else {
                offset += special.trailingZeroBitCount / 8
                return
            }
            offset += 8
        }
    }

    private mutating func skipEscape() throws {
        offset += 1
        switch next {
        case .quote, .backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            offset += 1
        case UInt8(ascii: "u"):
            offset += 1
            for _ in 0..<4 {
                guard JSONText.hexDigit(next) != nil else { throw malformed() }
                offset += 1
            }
        default:
            throw malformed()
        }
    }
}

/// Eight bytes tested at once. In each result the lowest set bit is exact: it is the high bit of the first byte that
/// passes the test. Higher bits may be wrong, by the borrow of the subtraction.
extension UInt64 {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// Quotes, backslashes and control characters.
    @inline(__always)
    var firstSpecial: UInt64 { bytes(equalTo: .quote) | bytes(equalTo: .backslash) | bytesBelowSpace }

    fileprivate func bytes(equalTo byte: UInt8) -> UInt64 {
        let zeroWhereEqual = self ^ (UInt64.ones &* UInt64(byte))
        return (zeroWhereEqual &- UInt64.ones) & ~zeroWhereEqual & UInt64.highBits
    }

    fileprivate var bytesBelowSpace: UInt64 {
        (self &- UInt64.ones &* 0x20) & ~self & UInt64.highBits
    }
}
