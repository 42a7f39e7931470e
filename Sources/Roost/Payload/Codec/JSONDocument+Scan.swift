extension JSONDocument {
    /// Makes the entries. Needs no recursion, however deep the text is.
    func scan() throws {
        // Kept in registers: stores of entries might change what is read through the state.
        let text = JSONText.Cursor(start: text, count: count)
        let noParent = UInt32.max
        var parent = noParent
        var depth = 0
        var offset = 0
        text.skipWhitespace(&offset)
        while true {
            // At the first byte of a value.
            let start = UInt32(truncatingIfNeeded: offset)
            let byte = text[offset]
            switch byte {
            case .quote:
                let isEscaped = try scanString(text, &offset)
                push(
                    JSONEntry(
                        kind: .string, flag: isEscaped, start: start &+ 1,
                        count: UInt32(truncatingIfNeeded: offset) &- start &- 2, link: 0, cursor: 0))
            case .openBrace, .openBracket:
                let isObject = byte == .openBrace
                guard depth < JSONScanner.maxDepth else { throw tooDeep(at: offset) }
                offset &+= 1
                text.skipWhitespace(&offset)
                let index = push(
                    JSONEntry(
                        kind: isObject ? .object : .array, flag: false, start: start, count: 0, link: parent,
                        cursor: UInt32(truncatingIfNeeded: entryCount &+ 1)))
                if text[offset] == byte &+ 2 {
                    offset &+= 1
                    entries[index].link = UInt32(truncatingIfNeeded: entryCount)
                } else {
                    parent = UInt32(truncatingIfNeeded: index)
                    depth &+= 1
                    if isObject { try scanName(text, &offset) }
                    continue
                }
            case UInt8(ascii: "t"):
                try scanLiteral("true", text, &offset)
                push(JSONEntry(kind: .bool, flag: true, start: start, count: 4, link: 0, cursor: 0))
            case UInt8(ascii: "f"):
                try scanLiteral("false", text, &offset)
                push(JSONEntry(kind: .bool, flag: false, start: start, count: 5, link: 0, cursor: 0))
            case UInt8(ascii: "n"):
                try scanLiteral("null", text, &offset)
                push(JSONEntry(kind: .null, flag: false, start: start, count: 4, link: 0, cursor: 0))
            default:
                let isInteger = try scanNumber(text, &offset)
                push(
                    JSONEntry(
                        kind: .number, flag: !isInteger, start: start,
                        count: UInt32(truncatingIfNeeded: offset) &- start, link: 0, cursor: 0))
            }
            // Behind a value: close what ends here, go on to the next value.
            while true {
                text.skipWhitespace(&offset)
                guard parent != noParent else {
                    guard offset == count else { throw malformed(at: offset) }
                    return
                }
                let container = Int(parent)
                let isObject = entries[container].kind == .object
                entries[container].count &+= 1
                let byte = text[offset]
                if byte == .comma {
                    offset &+= 1
                    text.skipWhitespace(&offset)
                    if isObject { try scanName(text, &offset) }
                    break
                }
                guard byte == (isObject ? .closeBrace : .closeBracket) else { throw malformed(at: offset) }
                offset &+= 1
                parent = entries[container].link
                entries[container].link = UInt32(truncatingIfNeeded: entryCount)
                if isObject { try checkNames(of: container) }
                depth &-= 1
            }
        }
    }

    /// Moves from a member name over the colon to the first byte of the member's value.
    @inline(__always)
    private func scanName(_ text: JSONText.Cursor, _ offset: inout Int) throws {
        guard text[offset] == .quote else { throw malformed(at: offset) }
        let start = offset &+ 1
        let isEscaped = try scanString(text, &offset)
        let length = offset &- start &- 1
        let fingerprint =
            isEscaped
            ? escapedFingerprint(start: start, count: length)
            : JSONMember.fingerprint(of: text.start + start, count: length)
        push(
            JSONEntry(
                kind: .name, flag: isEscaped, start: UInt32(truncatingIfNeeded: start),
                count: UInt32(truncatingIfNeeded: length), link: UInt32(truncatingIfNeeded: fingerprint >> 32),
                cursor: 0))
        text.skipWhitespace(&offset)
        guard text[offset] == .colon else { throw malformed(at: offset) }
        offset &+= 1
        text.skipWhitespace(&offset)
    }

    @inline(__always)
    private func scanLiteral(_ literal: StaticString, _ text: JSONText.Cursor, _ offset: inout Int) throws {
        for index in 0..<literal.utf8CodeUnitCount {
            guard text[offset] == literal.utf8Start[index] else { throw malformed(at: offset) }
            offset &+= 1
        }
    }

    /// True when the number has neither a fraction nor an exponent.
    @inline(__always)
    private func scanNumber(_ text: JSONText.Cursor, _ offset: inout Int) throws -> Bool {
        if text[offset] == .minus { offset &+= 1 }
        if text[offset] == 0x30 { offset &+= 1 } else { try scanDigits(text, &offset) }
        var isInteger = true
        if text[offset] == UInt8(ascii: ".") {
            isInteger = false
            offset &+= 1
            try scanDigits(text, &offset)
        }
        if text[offset] | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            offset &+= 1
            if text[offset] == UInt8(ascii: "+") || text[offset] == .minus { offset &+= 1 }
            try scanDigits(text, &offset)
        }
        return isInteger
    }

    @inline(__always)
    private func scanDigits(_ text: JSONText.Cursor, _ offset: inout Int) throws {
        let start = offset
        while text[offset] &- 0x30 < 10 { offset &+= 1 }
        guard offset > start else { throw malformed(at: offset) }
    }
}

extension JSONText {
    /// Text to read from, without its bounds being passed along.
    struct Cursor: BitwiseCopyable {
        let start: UnsafePointer<UInt8>
        let count: Int

        /// The byte at the offset, and at the end a zero, which no grammar rule accepts.
        @inline(__always)
        subscript(offset: Int) -> UInt8 { offset < count ? start[offset] : 0 }

        @inline(__always)
        func skipWhitespace(_ offset: inout Int) {
            while offset < count, start[offset] <= 0x20 {
                switch start[offset] {
                case 0x20, 0x0A, 0x0D, 0x09: offset &+= 1
                default: return
                }
            }
        }
    }
}
