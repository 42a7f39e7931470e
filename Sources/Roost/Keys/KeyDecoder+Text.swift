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
        let text = try readTerminated()
        guard let string = String(validating: text.span) else { throw malformed("invalid UTF-8", at: start) }
        return string
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
