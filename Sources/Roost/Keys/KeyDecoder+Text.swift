import RoostEngine

extension KeyDecoder {
    mutating func readData() throws -> [UInt8] {
        try expect(KeyTag.data)
        return try readTerminated()
    }

    mutating func readString() throws -> String {
        try expect(KeyTag.string)
        return try readText()
    }

    /// The folded form: what was written with other case is gone.
    mutating func readFoldedString() throws -> String {
        try expect(KeyTag.folded)
        return try readText()
    }

    mutating func beginTuple() throws {
        try expect(KeyTag.tuple)
    }

    var isAtTupleEnd: Bool { nextTag == KeyTag.tupleEnd }

    mutating func endTuple() throws {
        try expect(KeyTag.tupleEnd)
    }

    private mutating func readText() throws -> String {
        let start = offset
        if let end = endOfPlainText {
            guard let string = String(validating: bytes.span.extracting(start..<end)) else {
                throw malformed("invalid UTF-8", at: start)
            }
            offset = end + 2
            return string
        }
        let text = try readTerminated()
        guard let string = String(validating: text.span) else { throw malformed("invalid UTF-8", at: start) }
        return string
    }

    /// Where the text that starts here ends, when it stands there byte for byte: ascending and without a zero byte.
    private var endOfPlainText: Int? {
        guard
            mask == 0, let zero = bytes.span.firstIndex(of: KeyText.zero, from: offset), zero + 1 < bytes.count,
            bytes[zero + 1] == KeyText.terminator
        else { return nil }
        return zero
    }

    private mutating func readTerminated() throws -> [UInt8] {
        var text: [UInt8] = []
        while true {
            let byte = try readByte()
            guard byte == KeyText.zero else {
                text.append(byte)
                continue
            }
            switch try readByte() {
            case KeyText.terminator: return text
            case KeyText.escapedZero: text.append(KeyText.zero)
            default: throw malformed("a lone zero byte", at: offset - 2)
            }
        }
    }
}
