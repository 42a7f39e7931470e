extension JSONDocument {
    /// The string of a string or name entry.
    @inline(__always)
    func string(_ index: Int) -> String {
        let entry = entries[index]
        if entry.flag { return unescaped(entry) }
        let bytes = UnsafeBufferPointer(start: text + Int(entry.start), count: Int(entry.length))
        // All of the text was found to be UTF-8, and quotes are boundaries of its characters.
        return String(copying: unsafe UTF8Span(unchecked: bytes.span, isKnownASCII: isASCII))
    }

    @inline(never)
    private func unescaped(_ entry: JSONEntry) -> String {
        String(decoding: unescapedBytes(entry), as: UTF8.self)
    }

    func unescapedBytes(_ entry: JSONEntry) -> [UInt8] {
        let contents = Int(entry.start)..<Int(entry.start) + Int(entry.length)
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
        return try body(span.extracting(Int(entry.start)..<Int(entry.start) + Int(entry.length)))
    }
}
