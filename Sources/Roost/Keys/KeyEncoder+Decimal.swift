import Foundation

/// How a decimal stands behind its tag: a byte for the sign, two for the exponent, the digits two to a byte, and a zero
/// byte. All behind the sign is complemented in a negative number. Zero is the sign alone.
enum DecimalKey {
    static let negative: UInt8 = 0x7F
    static let zero: UInt8 = 0x80
    static let positive: UInt8 = 0x81
    /// The exponent 0.
    static let exponentBias = 0x8000
    /// Lower than every pair of digits, which are stored as their number plus 1.
    static let terminator: UInt8 = 0x00
    /// The most bytes of a component: tag, sign, exponent, 39 digits and terminator.
    static let width = 25
}

extension KeyEncoder {
    mutating func appendDecimal(_ value: Decimal) throws {
        guard let number = DecimalDigits(value) else {
            throw RoostError(.invalidKey, "NaN and infinity cannot be a key")
        }
        bytes.append(KeyTag.decimal)
        guard !number.digits.isEmpty else {
            bytes.append(DecimalKey.zero)
            return
        }
        bytes.append(number.isNegative ? DecimalKey.negative : DecimalKey.positive)
        let start = bytes.count
        let exponent = UInt64(truncatingIfNeeded: number.exponent + DecimalKey.exponentBias)
        bytes.append(bigEndian: exponent, byteCount: 2)
        for first in stride(from: 0, to: number.digits.count, by: 2) {
            let second = first + 1 < number.digits.count ? number.digits[first + 1] : 0
            bytes.append(number.digits[first] * 10 + second + 1)
        }
        bytes.append(DecimalKey.terminator)
        if number.isNegative { complement(from: start) }
    }
}

extension KeyDecoder {
    mutating func readDecimal() throws -> Decimal {
        let start = offset
        try expect(KeyTag.decimal)
        let sign = try readByte()
        if sign == DecimalKey.zero { return 0 }
        guard sign == DecimalKey.negative || sign == DecimalKey.positive else {
            throw malformed("no sign", at: start + 1)
        }
        let inner: UInt8 = sign == DecimalKey.negative ? 0xFF : 0x00
        let exponent = Int(try readByte() ^ inner) << 8 | Int(try readByte() ^ inner)
        var digits: [UInt8] = []
        while true {
            let pair = try readByte() ^ inner
            if pair == DecimalKey.terminator { break }
            guard pair <= 100 else { throw malformed("no digits", at: offset - 1) }
            digits += [(pair - 1) / 10, (pair - 1) % 10]
        }
        if digits.last == 0 { digits.removeLast() }
        // One spelling only: no zeros around the digits, and not more of them than the type holds.
        guard digits.first ?? 0 != 0, digits.last != 0,
            let value = DecimalDigits(
                isNegative: sign == DecimalKey.negative, exponent: exponent - DecimalKey.exponentBias, digits: digits
            ).value
        else { throw malformed("no decimal number", at: start) }
        return value
    }
}
