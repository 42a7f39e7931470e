/// The contents of JSON strings.
enum JSONText {
    static func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46: UInt32(byte - 0x41 + 10)
        case 0x61...0x66: UInt32(byte - 0x61 + 10)
        default: nil
        }
    }

    /// Appends what the text between two quotes stands for, as UTF-8.
    ///
    /// Throws ``RoostError/Code/corruptRecord`` for a lone surrogate. Requires text that a ``JSONScanner`` has passed.
    static func unescape(_ contents: Range<Int>, of json: Span<UInt8>, into text: inout [UInt8]) throws {
        var index = contents.lowerBound
        while index < contents.upperBound {
            let byte = json[index]
            guard byte == .backslash else {
                text.append(byte)
                index += 1
                continue
            }
            guard index + 1 < contents.upperBound else { throw malformed(at: index) }
            index += 2
            switch json[index - 1] {
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "u"):
                let scalar = try scalar(at: &index, of: json, until: contents.upperBound)
                text.append(contentsOf: scalar.utf8)
            case let literal: text.append(literal)
            }
        }
    }

    /// Reads the digits behind `\u` and, for the first half of a surrogate pair, the second half.
    private static func scalar(at index: inout Int, of json: Span<UInt8>, until end: Int) throws -> Unicode.Scalar {
        let start = index
        var value = try codeUnit(at: &index, of: json, until: end)
        if value & 0xFC00 == 0xD800, index + 1 < end, json[index] == .backslash, json[index + 1] == UInt8(ascii: "u") {
            index += 2
            let low = try codeUnit(at: &index, of: json, until: end)
            guard low & 0xFC00 == 0xDC00 else { throw malformed(at: start) }
            value = 0x10000 + (value & 0x3FF) << 10 + (low & 0x3FF)
        }
        guard let scalar = Unicode.Scalar(value) else { throw malformed(at: start) }
        return scalar
    }

    private static func codeUnit(at index: inout Int, of json: Span<UInt8>, until end: Int) throws -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard index < end, let digit = hexDigit(json[index]) else { throw malformed(at: index) }
            value = value << 4 | digit
            index += 1
        }
        return value
    }

    private static func malformed(at offset: Int) -> RoostError {
        RoostError(.corruptRecord, "malformed JSON string at byte \(offset)")
    }
}

extension JSONText {
    /// The string that a value stands for. Requires: `value` is a string.
    static func string(_ value: JSONValue, in json: Span<UInt8>) throws -> String {
        let contents = value.range.lowerBound + 1..<value.range.upperBound - 1
        let string: String?
        if json.extracting(contents).contains(.backslash) {
            var text: [UInt8] = []
            text.reserveCapacity(contents.count)
            try unescape(contents, of: json, into: &text)
            string = String(validating: text.span)
        } else {
            string = String(validating: json.extracting(contents))
        }
        guard let string else { throw malformed(at: value.range.lowerBound) }
        return string
    }

    /// Appends a string in quotes, escaping only what must be.
    static func append(quoting name: Span<UInt8>, to json: inout [UInt8]) {
        json.append(.quote)
        for index in 0..<name.count {
            switch name[index] {
            case .quote: json.append(contentsOf: [.backslash, .quote])
            case .backslash: json.append(contentsOf: [.backslash, .backslash])
            case let byte where byte < 0x20:
                json.append(contentsOf: "\\u00".utf8)
                json.append(contentsOf: String(byte >> 4, radix: 16).utf8)
                json.append(contentsOf: String(byte & 15, radix: 16).utf8)
            case let byte: json.append(byte)
            }
        }
        json.append(.quote)
    }
}
