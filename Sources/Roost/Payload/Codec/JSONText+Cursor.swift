extension JSONText {
    /// Text to read from without regard to its end, because zeros follow it, which no grammar rule accepts.
    struct Cursor: BitwiseCopyable {
        /// The number of zeros.
        static let padding = 16

        let start: UnsafePointer<UInt8>

        @inline(__always)
        subscript(offset: Int) -> UInt8 { start[offset] }

        @inline(__always)
        func skipWhitespace(_ offset: inout Int) {
            while start[offset] <= 0x20 {
                switch start[offset] {
                case 0x20, 0x0A, 0x0D, 0x09: offset &+= 1
                default: return
                }
            }
        }

        /// Moves from the opening quote behind the closing one. True when the string holds escapes.
        ///
        /// - Parameter seen: gathers the bits of all bytes that were looked at.
        @inline(__always)
        func skipString(_ offset: inout Int, seen: inout SIMD16<UInt8>) throws(JSONFault) -> Bool {
            var isEscaped = false
            offset &+= 1
            while true {
                let bytes = UnsafeRawPointer(start).loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
                seen |= bytes
                guard let special = bytes.firstSpecial else {
                    offset &+= 16
                    continue
                }
                offset &+= special
                if start[offset] == .quote {
                    offset &+= 1
                    return isEscaped
                }
                isEscaped = true
                offset = try behindEscape(at: offset)
            }
        }

        @inline(never)
        private func behindEscape(at escape: Int) throws(JSONFault) -> Int {
            guard start[escape] == .backslash else { throw .malformed(escape) }
            var offset = escape + 1
            switch start[offset] {
            case .quote, .backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
                UInt8(ascii: "r"), UInt8(ascii: "t"):
                offset += 1
            case UInt8(ascii: "u"):
                let unit = try skipCodeUnit(&offset)
                guard unit & 0xF800 == 0xD800 else { return offset }
                guard unit < 0xDC00, start[offset] == .backslash, start[offset + 1] == UInt8(ascii: "u") else {
                    throw .loneSurrogate(escape)
                }
                offset += 1
                guard try skipCodeUnit(&offset) & 0xFC00 == 0xDC00 else { throw .loneSurrogate(escape) }
            default: throw .malformed(offset)
            }
            return offset
        }

        /// Moves from the `u` behind its four digits.
        private func skipCodeUnit(_ offset: inout Int) throws(JSONFault) -> UInt32 {
            var value: UInt32 = 0
            for _ in 0..<4 {
                offset += 1
                guard let digit = JSONText.hexDigit(start[offset]) else { throw .malformed(offset) }
                value = value << 4 | digit
            }
            offset += 1
            return value
        }

        @inline(__always)
        func skipLiteral(_ literal: StaticString, _ offset: inout Int) throws(JSONFault) {
            for index in 0..<literal.utf8CodeUnitCount {
                guard start[offset] == literal.utf8Start[index] else { throw .malformed(offset) }
                offset &+= 1
            }
        }

        /// Moves behind a number, and reads it into the entry.
        @inline(__always)
        func skipNumber(_ entry: inout JSONEntry, _ offset: inout Int) throws(JSONFault) {
            let first = offset
            var mantissa: Int64 = 0
            if start[offset] == .minus { offset &+= 1 }
            if start[offset] == 0x30 { offset &+= 1 } else { try skipDigits(&mantissa, &offset) }
            var fractionDigits = 0
            if start[offset] == UInt8(ascii: ".") {
                entry.flag = true
                offset &+= 1
                let fraction = offset
                try skipDigits(&mantissa, &offset)
                fractionDigits = offset &- fraction
            }
            // Of 18 characters all digits fit 64 bits.
            var isRead = offset &- first <= 18
            if start[offset] | 0x20 == UInt8(ascii: "e") {
                entry.flag = true
                isRead = false
                offset &+= 1
                if start[offset] == UInt8(ascii: "+") || start[offset] == .minus { offset &+= 1 }
                try skipDigits(&mantissa, &offset)
            }
            if isRead {
                entry.shortLength = UInt8(truncatingIfNeeded: offset &- first)
                entry.fractionDigits = UInt8(truncatingIfNeeded: fractionDigits)
                entry.mantissa = mantissa
            } else {
                entry.length = UInt32(truncatingIfNeeded: offset &- first)
            }
        }

        @inline(__always)
        private func skipDigits(_ mantissa: inout Int64, _ offset: inout Int) throws(JSONFault) {
            var digit = start[offset] &- 0x30
            guard digit < 10 else { throw .malformed(offset) }
            repeat {
                mantissa = mantissa &* 10 &+ Int64(digit)
                offset &+= 1
                digit = start[offset] &- 0x30
            } while digit < 10
        }
    }
}

extension SIMD16<UInt8> {
    /// Where the first quote, backslash or control character stands.
    @inline(__always)
    var firstSpecial: Int? {
        let mask = specials
        guard any(mask) else { return nil }
        let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        let low = halves[0].littleEndian
        return low != 0 ? low.trailingZeroBitCount &>> 3 : 8 &+ halves[1].littleEndian.trailingZeroBitCount &>> 3
    }

    /// Whether there is a quote, a backslash or a control character.
    @inline(__always)
    var holdSpecial: Bool { any(specials) }

    @inline(__always)
    private var specials: SIMDMask<SIMD16<Int8>> {
        (self .== .init(repeating: .quote)) .| (self .== .init(repeating: .backslash))
            .| (self .< .init(repeating: 0x20))
    }
}
