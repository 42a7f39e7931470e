extension JSONDocument {
    /// Moves from the opening quote behind the closing one. True when the string holds escapes.
    @inline(__always)
    func scanString(_ text: JSONText.Cursor, _ offset: inout Int) throws -> Bool {
        var isEscaped = false
        offset &+= 1
        while true {
            while offset &+ 16 <= text.count,
                !UnsafeRawPointer(text.start).loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self).holdSpecial
            {
                offset &+= 16
            }
            while offset &+ 8 <= text.count {
                let special = UnsafeRawPointer(text.start).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                    .firstSpecial
                guard special == 0 else {
                    offset &+= special.trailingZeroBitCount / 8
                    break
                }
                offset &+= 8
            }
            switch text[offset] {
            case .quote:
                offset &+= 1
                return isEscaped
            case .backslash:
                isEscaped = true
                try scanEscape(text, &offset)
            case 0x20...: offset &+= 1
            default: throw malformed(at: offset)
            }
        }
    }

    @inline(never)
    private func scanEscape(_ text: JSONText.Cursor, _ offset: inout Int) throws {
        offset += 1
        switch text[offset] {
        case .quote, .backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            offset += 1
        case UInt8(ascii: "u"):
            let start = offset - 1
            let unit = try scanCodeUnit(text, &offset)
            guard unit & 0xF800 == 0xD800 else { return }
            guard unit < 0xDC00, text[offset] == .backslash, text[offset + 1] == UInt8(ascii: "u") else {
                throw loneSurrogate(at: start)
            }
            offset += 1
            guard try scanCodeUnit(text, &offset) & 0xFC00 == 0xDC00 else { throw loneSurrogate(at: start) }
        default: throw malformed(at: offset)
        }
    }

    /// Moves from the `u` behind its four digits.
    private func scanCodeUnit(_ text: JSONText.Cursor, _ offset: inout Int) throws -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            offset += 1
            guard let digit = JSONText.hexDigit(text[offset]) else { throw malformed(at: offset) }
            value = value << 4 | digit
        }
        offset += 1
        return value
    }

    /// The string of a string or name entry.
    @inline(__always)
    func string(_ index: Int) -> String {
        let entry = entries[index]
        if entry.flag { return unescaped(entry) }
        let bytes = UnsafeBufferPointer(start: text + Int(entry.start), count: Int(entry.count))
        // All of the text was found to be UTF-8, and quotes are boundaries of its characters.
        return String(copying: unsafe UTF8Span(unchecked: bytes.span, isKnownASCII: isASCII))
    }

    @inline(never)
    private func unescaped(_ entry: JSONEntry) -> String {
        String(decoding: unescapedBytes(entry), as: UTF8.self)
    }

    func unescapedBytes(_ entry: JSONEntry) -> [UInt8] {
        let contents = Int(entry.start)..<Int(entry.start) + Int(entry.count)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(contents.count)
        // Scanning has seen that every escape is sound.
        do { try JSONText.unescape(contents, of: span, into: &bytes) } catch { return [] }
        return bytes
    }

    /// Runs `body` on what stands between the quotes, unescaped.
    func withContents<Result>(of index: Int, _ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
        let entry = entries[index]
        if entry.flag {
            let bytes = unescapedBytes(entry)
            return try body(bytes.span)
        }
        return try body(span.extracting(Int(entry.start)..<Int(entry.start) + Int(entry.count)))
    }
}
