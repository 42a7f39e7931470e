/// The bits of a `Double` turned so that unsigned comparison gives the order of the numbers.
enum SortableBits {
    private static let sign: UInt64 = 1 << 63

    /// Negative zero becomes zero; NaN has no place and gives nil.
    static func encode(_ value: Double) -> UInt64? {
        guard !value.isNaN else { return nil }
        let bits = value == 0 ? 0 : value.bitPattern
        return bits & sign == 0 ? bits | sign : ~bits
    }

    /// Nil for bits that ``encode(_:)`` never gives: those of NaN and of negative zero.
    static func decode(_ bits: UInt64) -> Double? {
        let value = Double(bitPattern: bits & sign == 0 ? ~bits : bits & ~sign)
        return encode(value) == bits ? value : nil
    }
}
