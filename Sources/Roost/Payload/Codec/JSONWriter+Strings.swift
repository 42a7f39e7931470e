extension JSONWriter {
    /// A string in quotes, escaping only what must be.
    func append(quoting string: String) {
        if string.utf8.withContiguousStorageIfAvailable({ append(quoting: $0) }) == nil {
            var contiguous = string
            contiguous.withUTF8 { append(quoting: $0) }
        }
    }

    @inline(__always)
    func append(quoting text: UnsafeBufferPointer<UInt8>) {
        let length = text.count
        // Whole words are stored even where only some of their bytes belong to the text.
        reserve(length &+ 10)
        put(.quote)
        var index = 0
        if let source = UnsafeRawPointer(text.baseAddress) {
            let target = UnsafeMutableRawPointer(base + count)
            while index &+ 8 <= length {
                let word = source.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                guard word.firstSpecial == 0 else { break }
                target.storeBytes(of: word, toByteOffset: index, as: UInt64.self)
                index &+= 8
            }
            while index < length {
                let byte = source.load(fromByteOffset: index, as: UInt8.self)
                guard byte >= 0x20, byte != .quote, byte != .backslash else { break }
                target.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
                index &+= 1
            }
            count &+= index
        }
        if index < length { appendEscaping(text, from: index) }
        put(.quote)
    }

    /// Leaves room for one more byte.
    @inline(never)
    private func appendEscaping(_ text: UnsafeBufferPointer<UInt8>, from start: Int) {
        for index in start..<text.count {
            let byte = text[index]
            reserve(text.count - index + 8)
            switch byte {
            case .quote: append("\\\"")
            case .backslash: append("\\\\")
            case 0x20...: put(byte)
            case 0x08: append("\\b")
            case 0x09: append("\\t")
            case 0x0A: append("\\n")
            case 0x0C: append("\\f")
            case 0x0D: append("\\r")
            default:
                append("\\u00")
                put(JSONText.upperHexDigit(byte >> 4))
                put(JSONText.upperHexDigit(byte & 15))
            }
        }
        reserve(1)
    }
}
