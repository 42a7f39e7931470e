import Foundation

extension JSONWriter {
    /// 8-4-4-4-12, in upper case.
    func append(_ value: UUID) {
        reserve(38)
        put(.quote)
        withUnsafeBytes(of: value.uuid) { bytes in
            for index in 0..<16 {
                if index == 4 || index == 6 || index == 8 || index == 10 { put(.minus) }
                put(JSONText.upperHexDigit(bytes[index] >> 4))
                put(JSONText.upperHexDigit(bytes[index] & 15))
            }
        }
        put(.quote)
    }

    /// Padded Base64 (RFC 4648, section 4).
    func append(_ value: Data) {
        value.withUnsafeBytes { bytes in
            reserve((bytes.count + 2) / 3 * 4 + 2)
            put(.quote)
            var index = 0
            while index < bytes.count {
                let left = bytes.count - index
                let word =
                    UInt32(bytes[index]) << 16 | (left > 1 ? UInt32(bytes[index + 1]) << 8 : 0)
                    | (left > 2 ? UInt32(bytes[index + 2]) : 0)
                put(JSONText.base64Digit(word >> 18))
                put(JSONText.base64Digit(word >> 12 & 63))
                put(left > 1 ? JSONText.base64Digit(word >> 6 & 63) : UInt8(ascii: "="))
                put(left > 2 ? JSONText.base64Digit(word & 63) : UInt8(ascii: "="))
                index += 3
            }
            put(.quote)
        }
    }
}

extension JSONText {
    @inline(__always)
    static func upperHexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? value + 0x30 : value + 0x37
    }

    @inline(__always)
    static func base64Digit(_ value: UInt32) -> UInt8 {
        let value = UInt8(truncatingIfNeeded: value)
        return switch value {
        case ..<26: value + 65
        case ..<52: value - 26 + 97
        case ..<62: value - 52 + 48
        case 62: UInt8(ascii: "+")
        default: UInt8(ascii: "/")
        }
    }
}
