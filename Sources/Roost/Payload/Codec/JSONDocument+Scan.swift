extension JSONDocument {
    /// Makes the entries. Needs no recursion, however deep the text is.
    func scan() throws {
        let noParent = UInt32.max
        var parent = noParent
        var depth = 0
        var offset = 0
        skipWhitespace(&offset)
        while true {
            // At the first byte of a value.
            let start = UInt32(truncatingIfNeeded: offset)
            let byte = peek(offset)
            switch byte {
            case .quote:
                let isEscaped = try scanString(&offset)
                push(
                    JSONEntry(
                        kind: .string, flag: isEscaped, start: start &+ 1,
                        count: UInt32(truncatingIfNeeded: offset) &- start &- 2, link: 0, cursor: 0))
            case .openBrace, .openBracket:
                let isObject = byte == .openBrace
                guard depth < JSONScanner.maxDepth else { throw tooDeep(at: offset) }
                offset &+= 1
                skipWhitespace(&offset)
                let index = push(
                    JSONEntry(
                        kind: isObject ? .object : .array, flag: false, start: start, count: 0, link: parent,
                        cursor: UInt32(truncatingIfNeeded: entryCount &+ 1)))
                if peek(offset) == byte &+ 2 {
                    offset &+= 1
                    entries[index].link = UInt32(truncatingIfNeeded: entryCount)
                } else {
                    parent = UInt32(truncatingIfNeeded: index)
                    depth &+= 1
                    if isObject { try scanName(&offset) }
                    continue
                }
            case UInt8(ascii: "t"):
                try scanLiteral("true", &offset)
                push(JSONEntry(kind: .bool, flag: true, start: start, count: 4, link: 0, cursor: 0))
            case UInt8(ascii: "f"):
                try scanLiteral("false", &offset)
                push(JSONEntry(kind: .bool, flag: false, start: start, count: 5, link: 0, cursor: 0))
            case UInt8(ascii: "n"):
                try scanLiteral("null", &offset)
                push(JSONEntry(kind: .null, flag: false, start: start, count: 4, link: 0, cursor: 0))
            default:
                let isInteger = try scanNumber(&offset)
                push(
                    JSONEntry(
                        kind: .number, flag: !isInteger, start: start,
                        count: UInt32(truncatingIfNeeded: offset) &- start, link: 0, cursor: 0))
            }
            // Behind a value: close what ends here, go on to the next value.
            while true {
                skipWhitespace(&offset)
                guard parent != noParent else {
                    guard offset == count else { throw malformed(at: offset) }
                    return
                }
                let container = Int(parent)
                let isObject = entries[container].kind == .object
                entries[container].count &+= 1
                let byte = peek(offset)
                if byte == .comma {
                    offset &+= 1
                    skipWhitespace(&offset)
                    if isObject { try scanName(&offset) }
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
    private func scanName(_ offset: inout Int) throws {
        guard peek(offset) == .quote else { throw malformed(at: offset) }
        let start = offset &+ 1
        let isEscaped = try scanString(&offset)
        let length = offset &- start &- 1
        let fingerprint =
            isEscaped
            ? escapedFingerprint(start: start, count: length)
            : JSONMember.fingerprint(of: text + start, count: length)
        push(
            JSONEntry(
                kind: .name, flag: isEscaped, start: UInt32(truncatingIfNeeded: start),
                count: UInt32(truncatingIfNeeded: length), link: UInt32(truncatingIfNeeded: fingerprint >> 32),
                cursor: 0))
        skipWhitespace(&offset)
        guard peek(offset) == .colon else { throw malformed(at: offset) }
        offset &+= 1
        skipWhitespace(&offset)
    }

    /// The byte at the offset, and at the end a zero, which no grammar rule accepts.
    @inline(__always)
    func peek(_ offset: Int) -> UInt8 { offset < count ? text[offset] : 0 }

    @inline(__always)
    private func skipWhitespace(_ offset: inout Int) {
        while offset < count, text[offset] <= 0x20 {
            switch text[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset &+= 1
            default: return
            }
        }
    }

    @inline(__always)
    private func scanLiteral(_ literal: StaticString, _ offset: inout Int) throws {
        for index in 0..<literal.utf8CodeUnitCount {
            guard peek(offset) == literal.utf8Start[index] else { throw malformed(at: offset) }
            offset &+= 1
        }
    }

    /// True when the number has neither a fraction nor an exponent.
    @inline(__always)
    private func scanNumber(_ offset: inout Int) throws -> Bool {
        if peek(offset) == .minus { offset &+= 1 }
        if peek(offset) == 0x30 { offset &+= 1 } else { try scanDigits(&offset) }
        var isInteger = true
        if peek(offset) == UInt8(ascii: ".") {
            isInteger = false
            offset &+= 1
            try scanDigits(&offset)
        }
        if peek(offset) | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            offset &+= 1
            if peek(offset) == UInt8(ascii: "+") || peek(offset) == .minus { offset &+= 1 }
            try scanDigits(&offset)
        }
        return isInteger
    }

    @inline(__always)
    private func scanDigits(_ offset: inout Int) throws {
        let start = offset
        while peek(offset) &- 0x30 < 10 { offset &+= 1 }
        guard offset > start else { throw malformed(at: offset) }
    }
}
