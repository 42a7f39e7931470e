extension JSONDocument {
    /// Makes the entries.
    func scan() throws {
        let fault: JSONFault?
        do {
            try scanEntries()
            fault = nil
        } catch {
            // It may not have been seen that there is more than ASCII.
            isASCII = false
            fault = error
        }
        if !isASCII { try checkUTF8() }
        if let fault { throw decodingError(fault) }
    }

    @inline(never)
    private func checkUTF8() throws {
        do {
            _ = try UTF8Span(validating: span)
        } catch {
            throw notUTF8(at: error.byteOffsets.lowerBound)
        }
    }

    /// Needs no recursion, however deep the text is.
    private func scanEntries() throws(JSONFault) {
        let text = JSONText.Cursor(start: text)
        // Kept in registers: stores of entries might change what is read through the document.
        var list = JSONEntryList(self)
        defer { list.store(in: self) }
        var seen = SIMD16<UInt8>(repeating: 0)
        let noParent = -1
        var parent = noParent
        var depth = 0
        var isObject = false
        var offset = 0
        text.skipWhitespace(&offset)
        while true {
            if isObject {
                guard text[offset] == .quote else { throw .malformed(offset) }
                let start = offset &+ 1
                let isEscaped = try text.skipString(&offset, seen: &seen)
                let length = offset &- start &- 1
                let fingerprint =
                    isEscaped
                    ? escapedFingerprint(start: start, count: length)
                    : JSONEntry.fingerprint(of: text.start + start, count: length)
                list.push(
                    JSONEntry(
                        kind: .name, flag: isEscaped, start: UInt32(truncatingIfNeeded: start),
                        link: fingerprint, cursor: UInt32(truncatingIfNeeded: length)),
                    of: self)
                text.skipWhitespace(&offset)
                guard text[offset] == .colon else { throw .malformed(offset) }
                offset &+= 1
                text.skipWhitespace(&offset)
            }
            // At the first byte of a value.
            let start = UInt32(truncatingIfNeeded: offset)
            var entry = JSONEntry(kind: .string, flag: false, start: start, link: 0, cursor: 0)
            let byte = text[offset]
            switch byte {
            case .quote:
                entry.flag = try text.skipString(&offset, seen: &seen)
                entry.start = start &+ 1
                entry.length = UInt32(truncatingIfNeeded: offset) &- start &- 2
            case .openBrace, .openBracket:
                guard depth < JSONScanner.maxDepth else { throw .tooDeep(offset) }
                offset &+= 1
                text.skipWhitespace(&offset)
                entry.kind = byte == .openBrace ? .object : .array
                let first = list.count &+ 1
                if text[offset] == byte &+ 2 {
                    offset &+= 1
                    entry.link = UInt32(truncatingIfNeeded: first)
                    if byte == .openBrace { entry.cursor = entry.link }
                } else {
                    entry.link = UInt32(truncatingIfNeeded: parent)
                    list.push(entry, of: self)
                    parent = first &- 1
                    depth &+= 1
                    isObject = byte == .openBrace
                    continue
                }
            case UInt8(ascii: "t"):
                try text.skipLiteral("true", &offset)
                entry.kind = .bool
                entry.flag = true
            case UInt8(ascii: "f"):
                try text.skipLiteral("false", &offset)
                entry.kind = .bool
            case UInt8(ascii: "n"):
                try text.skipLiteral("null", &offset)
                entry.kind = .null
            default:
                try text.skipNumber(&entry, &offset)
                entry.kind = .number
            }
            list.push(entry, of: self)
            // Behind a value: close what ends here, go on to the next value.
            while true {
                text.skipWhitespace(&offset)
                guard parent != noParent else {
                    guard offset == count else { throw .malformed(offset) }
                    // Whatever is not ASCII can only stand in strings.
                    isASCII = !any(seen .>= .init(repeating: 0x80))
                    return
                }
                list.entries[parent].elementCount &+= 1
                let byte = text[offset]
                if byte == .comma {
                    offset &+= 1
                    text.skipWhitespace(&offset)
                    break
                }
                guard byte == (isObject ? .closeBrace : .closeBracket) else { throw .malformed(offset) }
                offset &+= 1
                let container = parent
                let around = list.entries[container].link
                parent = around == .max ? noParent : Int(around)
                list.entries[container].link = UInt32(truncatingIfNeeded: list.count)
                if isObject, list.hasSuspectNames(of: container) {
                    list.store(in: self)
                    try compareNames(of: container)
                }
                if isObject { list.entries[container].cursor = UInt32(truncatingIfNeeded: container &+ 1) }
                isObject = parent != noParent && list.entries[parent].kind == .object
                depth &-= 1
            }
        }
    }
}
