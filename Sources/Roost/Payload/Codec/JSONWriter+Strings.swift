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
        reserve(length &+ 18)
        put(.quote)
        var index = 0
        if let source = UnsafeRawPointer(text.baseAddress) {
            let target = UnsafeMutableRawPointer(base + count)
            while index &+ 16 <= length {
                let bytes = source.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
                guard !bytes.holdSpecial else { break }
                target.storeBytes(of: bytes, toByteOffset: index, as: SIMD16<UInt8>.self)
                index &+= 16
            }
            while index &+ 8 <= length {
                let word = source.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                guard word.firstSpecial == 0 else { break }
                target.storeBytes(of: word, toByteOffset: index, as: UInt64.self)
                index &+= 8
            }
            // The rest is written together with some of what stands before it, or alone where nothing does.
            if index < length, index &+ 8 > length {
                let word = JSONText.lastBytes(of: source, count: length)
                if word.firstSpecial == 0 {
                    if length >= 8 {
                        target.storeBytes(of: word, toByteOffset: length &- 8, as: UInt64.self)
                    } else {
                        target.storeBytes(of: word &>> (64 &- 8 &* UInt64(length)), as: UInt64.self)
                    }
                    index = length
                }
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

extension JSONText {
    /// The last eight bytes, in the order of memory. Of fewer the last ones are at the end, and spaces stand in front.
    ///
    /// Requires: there is one.
    @inline(__always)
    static func lastBytes(of source: UnsafeRawPointer, count: Int) -> UInt64 {
        if count >= 8 { return source.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self).littleEndian }
        let spaces: UInt64 = 0x2020_2020_2020_2020
        if count >= 4 {
            let first = UInt64(source.loadUnaligned(as: UInt32.self).littleEndian)
            let last = UInt64(source.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self).littleEndian)
            let bits = 8 &* UInt64(count)
            return (first | last &<< (bits &- 32)) &<< (64 &- bits) | spaces &>> bits
        }
        var word = spaces
        for index in 0..<count {
            word = word &>> 8 | UInt64(source.load(fromByteOffset: index, as: UInt8.self)) &<< 56
        }
        return word
    }
}
