/// Reads the strings in which JSON carries identifiers and bytes.
enum JSONScalars {
    /// Appends the 16 bytes of an identifier in the 8-4-4-4-12 form, of either case; false, having appended anything,
    /// when the text is none.
    static func appendUUID(_ text: Span<UInt8>, to bytes: inout [UInt8]) -> Bool {
        var isUUID = false
        bytes.append(addingCapacity: 16) { target in
            withUnsafeTemporaryAllocation(byteCount: 16, alignment: 1) { buffer in
                isUUID = readUUID(text, into: buffer)
                if isUUID { for byte in buffer { target.append(byte) } }
            }
        }
        return isUUID
    }

    /// Reads an identifier in the 8-4-4-4-12 form, of either case; false when the text is none.
    ///
    /// Requires: `bytes` has 16.
    static func readUUID(_ text: Span<UInt8>, into bytes: UnsafeMutableRawBufferPointer) -> Bool {
        guard text.count == 36 else { return false }
        var index = 0
        for position in 0..<16 {
            if position == 4 || position == 6 || position == 8 || position == 10 {
                guard text[unchecked: index] == .minus else { return false }
                index &+= 1
            }
            guard let high = JSONText.hexDigit(text[unchecked: index]),
                let low = JSONText.hexDigit(text[unchecked: index &+ 1])
            else { return false }
            bytes[position] = UInt8(truncatingIfNeeded: high << 4 | low)
            index &+= 2
        }
        return true
    }

    /// The bytes of padded Base64 (RFC 4648, section 4) without line breaks; nil when the text is none.
    static func base64(_ text: Span<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 4) else { return nil }
        guard text.count > 0 else { return [] }
        var digitCount = text.count
        while digitCount > text.count - 2, text[digitCount - 1] == UInt8(ascii: "=") { digitCount -= 1 }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var bits: UInt32 = 0
        for index in 0..<digitCount {
            guard let digit = base64Digit(text[index]) else { return nil }
            bits = bits << 6 | digit
            if index % 4 > 0 {
                bytes.append(UInt8(truncatingIfNeeded: bits >> (6 - 2 * UInt32(index % 4))))
            }
        }
        return bytes
    }

    private static func base64Digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte) - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte) - 97 + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) - 48 + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}

extension JSONScalars {
    /// Whether a URL's text begins with a scheme and a host of letters, digits, dots and hyphens: then it reads back,
    /// because all that is behind is escaped already.
    static func isPlainURL(_ text: String) -> Bool {
        var bytes = text.utf8[...]
        let scheme = bytes.prefix { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
        bytes = bytes.dropFirst(scheme.count)
        guard !scheme.isEmpty, bytes.starts(with: "://".utf8) else { return false }
        let authority = bytes.dropFirst(3).prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        return !authority.isEmpty
            && authority.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
