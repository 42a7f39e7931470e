extension JSONDocument {
    @inline(__always)
    func integer<I: FixedWidthInteger>(_ type: I.Type, at index: Int) throws -> I {
        let entry = entries[index]
        guard entry.kind == .number else { throw mismatch(type, at: index) }
        if entry.fractionDigits == 0 {
            let isNegative = text[Int(entry.start)] == .minus
            guard let value = I(exactly: isNegative ? 0 &- entry.mantissa : entry.mantissa) else {
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
        let entry = entries[index]
        guard entry.kind == .number else { throw mismatch(type, at: index) }
        if entry.fractionDigits != JSONEntry.unread, entry.mantissa <= 1 << 53 {
            // Rounded once: see ``JSONNumber/double(in:)``.
            let magnitude = Double(entry.mantissa) / JSONNumber.powerOfTen(Int(entry.fractionDigits))
            return text[Int(entry.start)] == .minus ? -magnitude : magnitude
        }
        return try longDouble(at: index, as: type)
    }

    @inline(never)
    private func longDouble(at index: Int, as type: Any.Type) throws -> Double {
        guard let value = number(index).double(in: span) else { throw doesNotFit(type, at: index) }
        return value
    }

    func float(at index: Int) throws -> Float {
        guard entries[index].kind == .number else { throw mismatch(Float.self, at: index) }
        guard let value = number(index).float(in: span) else { throw doesNotFit(Float.self, at: index) }
        return value
    }

    @inline(__always)
    func number(_ index: Int) -> JSONNumber {
        let start = Int(entries[index].start)
        return JSONNumber(start..<start + Int(entries[index].numberLength), in: span)
    }

    func numberText(_ index: Int) -> String {
        let entry = entries[index]
        let bytes = UnsafeBufferPointer(start: text + Int(entry.start), count: Int(entry.numberLength))
        return String(decoding: bytes, as: UTF8.self)
    }
}
