extension JSONDocument {
    @inline(__always)
    func integer<I: FixedWidthInteger>(_ type: I.Type, at index: Int) throws -> I {
        let entry = entries[index]
        guard entry.kind == .number else { throw mismatch(type, at: index) }
        if !entry.flag, entry.count <= 18 {
            // 18 digits fit 64 bits.
            let isNegative = text[Int(entry.start)] == .minus
            var magnitude: Int64 = 0
            var offset = Int(entry.start) &+ (isNegative ? 1 : 0)
            let end = Int(entry.start) &+ Int(entry.count)
            while offset < end {
                magnitude = magnitude &* 10 &+ Int64(text[offset] & 0x0F)
                offset &+= 1
            }
            guard let value = I(exactly: isNegative ? 0 &- magnitude : magnitude) else {
                throw doesNotFit(type, at: index)
            }
            return value
        }
        return try longInteger(type, at: index)
    }

    @inline(never)
    private func longInteger<I: FixedWidthInteger>(_ type: I.Type, at index: Int) throws -> I {
        if let integer = number(index).integer {
            let value =
                integer.isNegative
                ? I(exactly: 0 - Int128(integer.magnitude)) : I(exactly: integer.magnitude)
            if let value { return value }
        } else if !entries[index].flag, I.bitWidth > 64, let value = I(numberText(index)) {
            return value
        }
        throw doesNotFit(type, at: index)
    }

    /// - Parameter type: what the error names.
    @inline(__always)
    func double(at index: Int, as type: Any.Type) throws -> Double {
        guard entries[index].kind == .number else { throw mismatch(type, at: index) }
        if let value = shortDecimal(index) { return value }
        guard let value = number(index).double(in: span) else { throw doesNotFit(type, at: index) }
        return value
    }

    /// A number of few digits and without an exponent, read in one pass and rounded once: see
    /// ``JSONNumber/double(in:)``.
    @inline(__always)
    private func shortDecimal(_ index: Int) -> Double? {
        let entry = entries[index]
        guard entry.count <= 18 else { return nil }
        var offset = Int(entry.start)
        let end = offset &+ Int(entry.count)
        let isNegative = text[offset] == .minus
        if isNegative { offset &+= 1 }
        var mantissa: Int64 = 0
        while offset < end {
            let digit = text[offset] &- 0x30
            guard digit < 10 else { break }
            mantissa = mantissa &* 10 &+ Int64(digit)
            offset &+= 1
        }
        var fractionDigits = 0
        if offset < end {
            guard text[offset] == UInt8(ascii: ".") else { return nil }
            offset &+= 1
            fractionDigits = end &- offset
            while offset < end {
                let digit = text[offset] &- 0x30
                guard digit < 10 else { return nil }
                mantissa = mantissa &* 10 &+ Int64(digit)
                offset &+= 1
            }
        }
        guard mantissa <= 1 << 53 else { return nil }
        let magnitude = Double(mantissa) / JSONNumber.powerOfTen(fractionDigits)
        return isNegative ? -magnitude : magnitude
    }

    func float(at index: Int) throws -> Float {
        guard entries[index].kind == .number else { throw mismatch(Float.self, at: index) }
        guard let value = number(index).float(in: span) else { throw doesNotFit(Float.self, at: index) }
        return value
    }

    @inline(__always)
    private func number(_ index: Int) -> JSONNumber {
        let start = Int(entries[index].start)
        return JSONNumber(start..<start + Int(entries[index].count), in: span)
    }

    func numberText(_ index: Int) -> String {
        let bytes = UnsafeBufferPointer(start: text + Int(entries[index].start), count: Int(entries[index].count))
        return String(decoding: bytes, as: UTF8.self)
    }
}
