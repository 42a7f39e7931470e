extension JSONWriter {
    @inline(__always)
    func append<I: FixedWidthInteger>(integer value: I) {
        if I.isSigned, value < 0 {
            append(.minus)
            append(decimal: UInt64(truncatingIfNeeded: value.magnitude))
        } else {
            append(decimal: UInt64(truncatingIfNeeded: value))
        }
    }

    /// For what may not fit 64 bits.
    func append(description value: some CustomStringConvertible) {
        for byte in value.description.utf8 { append(byte) }
    }

    func append(decimal value: UInt64) {
        let length = JSONWriter.digitCount(value)
        reserve(length)
        put(decimal: value, length: length)
    }

    /// The last `length` decimal digits. Requires: room for them.
    @inline(__always)
    private func put(decimal value: UInt64, length: Int) {
        var rest = value
        var index = count &+ length
        while index &- count >= 2 {
            let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
            index &-= 2
            base[index] = UInt8(truncatingIfNeeded: pair / 10) | 0x30
            base[index &+ 1] = UInt8(truncatingIfNeeded: pair % 10) | 0x30
            rest = quotient
        }
        if index > count { base[count] = UInt8(truncatingIfNeeded: rest % 10) | 0x30 }
        count &+= length
    }

    private static func digitCount(_ value: UInt64) -> Int {
        var length = 1
        var rest = value
        while rest >= 10_000 {
            rest /= 10_000
            length &+= 4
        }
        return length &+ (rest >= 1000 ? 3 : rest >= 100 ? 2 : rest >= 10 ? 1 : 0)
    }

    /// The shortest text that reads back to `value`. Requires: it is finite.
    ///
    /// Numbers with up to 15 digits, six of them behind the point, are written from the integer that they are a
    /// millionth of: a decimal of at most 15 digits that reads back to `value` is the only one, hence the shortest.
    func append(_ value: Double) {
        let magnitude = value.magnitude
        let millionths = (magnitude * 1e6).rounded()
        guard millionths < 1e15, millionths / 1e6 == magnitude else {
            return append(floatingPoint: value)
        }
        if value.sign == .minus { append(.minus) }
        let (whole, fraction) = UInt64(millionths).quotientAndRemainder(dividingBy: 1_000_000)
        append(decimal: whole)
        guard fraction > 0 else { return }
        var (digits, length) = fraction.isMultiple(of: 1_000) ? (fraction / 1_000, 3) : (fraction, 6)
        while digits.isMultiple(of: 10) {
            digits /= 10
            length -= 1
        }
        reserve(7)
        put(UInt8(ascii: "."))
        put(decimal: digits, length: length)
    }

    @inline(__always)
    func append(_ value: Bool) {
        if value { append("true") } else { append("false") }
    }

    func append(_ value: Float) {
        append(floatingPoint: value)
    }

    /// Swift's description is the shortest text, and JSON but for the ".0" that a number without a fraction can spare.
    private func append(floatingPoint value: some BinaryFloatingPoint & CustomStringConvertible) {
        append(description: value)
        if base[count &- 1] == 0x30, base[count &- 2] == UInt8(ascii: ".") { count &-= 2 }
    }
}
