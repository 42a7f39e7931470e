import RoostEngine

/// Sorts matching records by fields that no index orders; equal ones by primary key.
struct MemorySort {
    private struct Row {
        /// The components of the sort fields, then the primary key.
        let key: [UInt8]
        let primaryKeyStart: Int
        let json: [UInt8]
    }

    private let fields: [FieldReference]
    private let paths: JSONPathSet
    private var values: [JSONValue?] = []
    private var encoder = KeyEncoder()
    private var rows: [Row] = []

    init(_ fields: [FieldReference]) {
        self.fields = fields
        paths = JSONPathSet(fields.map(\.path))
    }

    mutating func add(primaryKey: Span<UInt8>, json: Span<UInt8>) throws {
        try paths.locate(in: json, into: &values)
        encoder.removeAll(keepingCapacity: true)
        for (slot, field) in fields.enumerated() { try field.append(values[slot], in: json, to: &encoder) }
        let primaryKeyStart = encoder.bytes.count
        encoder.appendRaw(primaryKey)
        rows.append(Row(key: encoder.bytes, primaryKeyStart: primaryKeyStart, json: [UInt8](json)))
    }

    mutating func forEach(
        isReversed: Bool, offset: Int, limit: Int?, _ body: (Span<UInt8>, Span<UInt8>) throws -> Bool
    ) throws {
        rows.sort { a, b in
            let order = ByteOrder.compare(a.key.span, b.key.span)
            return isReversed ? order > 0 : order < 0
        }
        for row in rows.dropFirst(offset).prefix(limit ?? rows.count) {
            let primaryKey = row.key.span.extracting(row.primaryKeyStart..<row.key.count)
            guard try body(primaryKey, row.json.span) else { return }
        }
    }
}
