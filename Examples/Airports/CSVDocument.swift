/// A comma-separated file as RFC 4180 describes it: quoted fields, doubled quotes, line breaks inside quotes.
struct CSVDocument {
    /// The names in the first row.
    let columns: [String]
    /// The other rows, each with one field for each column.
    let rows: [[String]]

    init(_ bytes: [UInt8]) throws(CSVError) {
        var reader = RowReader(bytes: bytes)
        guard let columns = try reader.next() else { throw CSVError(row: 1, problem: "there is no header") }
        var rows: [[String]] = []
        while let row = try reader.next() {
            guard row.count == columns.count else {
                throw CSVError(row: rows.count + 2, problem: "\(row.count) fields instead of \(columns.count)")
            }
            rows.append(row)
        }
        self.columns = columns
        self.rows = rows
    }
}

/// Where a file is no well-formed CSV.
struct CSVError: Error, CustomStringConvertible {
    /// Counted from 1, header included.
    let row: Int
    let problem: String

    var description: String { "row \(row): \(problem)" }
}

private struct RowReader {
    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    let bytes: [UInt8]
    private var offset = 0
    private var row = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next row; nil at the end of the file.
    mutating func next() throws(CSVError) -> [String]? {
        guard offset < bytes.count else { return nil }
        row += 1
        var fields = [try field()]
        while offset < bytes.count, bytes[offset] == Self.comma {
            offset += 1
            fields.append(try field())
        }
        if offset < bytes.count, bytes[offset] == Self.carriageReturn { offset += 1 }
        if offset < bytes.count {
            guard bytes[offset] == Self.lineFeed else { throw error("a field goes on after its closing quote") }
            offset += 1
        }
        return fields
    }

    private mutating func field() throws(CSVError) -> String {
        guard offset < bytes.count, bytes[offset] == Self.quote else {
            let start = offset
            while offset < bytes.count, !Self.endsField(bytes[offset]) { offset += 1 }
            return try text(bytes[start..<offset])
        }
        offset += 1
        var content: [UInt8] = []
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            if byte == Self.quote {
                guard offset < bytes.count, bytes[offset] == Self.quote else { return try text(content[...]) }
                offset += 1
            }
            content.append(byte)
        }
        throw error("a quote is not closed")
    }

    private static func endsField(_ byte: UInt8) -> Bool {
        byte == comma || byte == lineFeed || byte == carriageReturn
    }

    private func text(_ bytes: ArraySlice<UInt8>) throws(CSVError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw error("a field is not UTF-8") }
        return text
    }

    private func error(_ problem: String) -> CSVError {
        CSVError(row: row, problem: problem)
    }
}
