import RoostEngine

/// Sorts matching records by fields that no index orders; equal ones by primary key. With a limit it keeps about twice as
/// many, and forgets the others as it goes.
struct MemorySort {
    private struct Row {
        /// The components of the sort fields, then the primary key.
        let key: [UInt8]
        let primaryKeyStart: Int
        let json: [UInt8]

        var byteCount: Int { key.count + json.count }
    }

    private let order: [OrderTerm]
    private let paths: JSONPathSet
    private let isReversed: Bool
    /// The row behind which the answer begins.
    private let start: [UInt8]?
    /// The number of rows that can be in the answer.
    private let capacity: Int
    private let memoryLimit: Int
    /// Whether a limit of the query would make it hold less.
    private let canBeLimited: Bool
    /// The table of the records, for errors.
    private let table: String
    private var values: [JSONValue?] = []
    private var encoder = KeyEncoder()
    private var rows: [Row] = []
    private var byteCount = 0
    /// The last row of those that were kept when there were too many: what comes after it is out.
    private var threshold: [UInt8]?

    /// - Parameters:
    ///   - start: the key of the row behind which the answer begins; nil for its beginning.
    ///   - capacity: the most rows that are asked for; nil for all.
    ///   - memoryLimit: the most bytes of keys and JSON to hold.
    ///   - canBeLimited: whether a limit of the query would make it hold less.
    ///   - table: the name of the records' table.
    init(
        _ order: [OrderTerm], isReversed: Bool, behind start: [UInt8]?, capacity: Int?, memoryLimit: Int,
        canBeLimited: Bool, table: String
    ) {
        self.order = order
        paths = JSONPathSet(order.map(\.field.path))
        self.isReversed = isReversed
        self.start = start
        self.capacity = capacity ?? .max
        self.memoryLimit = memoryLimit
        self.canBeLimited = canBeLimited
        self.table = table
    }

    mutating func add(primaryKey: Span<UInt8>, json: Span<UInt8>) throws {
        try paths.locate(in: json, into: &values)
        encoder.removeAll(keepingCapacity: true)
        for (slot, term) in order.enumerated() {
            let start = encoder.bytes.count
            try term.field.append(values[slot], in: json, to: &encoder)
            if term.isDescending { encoder.complement(from: start) }
        }
        let primaryKeyStart = encoder.bytes.count
        encoder.appendRaw(primaryKey)
        if let start, !Self.comes(start, before: encoder.bytes, isReversed) { return }
        if let threshold, Self.comes(threshold, before: encoder.bytes, isReversed) { return }
        let row = Row(key: encoder.bytes, primaryKeyStart: primaryKeyStart, json: [UInt8](json))
        rows.append(row)
        byteCount += row.byteCount
        if rows.count >= capacity.addingSaturating(max(capacity, 64)) { shrink() }
        guard byteCount <= memoryLimit else {
            let alternative = canBeLimited ? ", or a limit," : ""
            var error = RoostError(
                .sortTooLarge,
                "sorting takes more than \(memoryLimit) bytes of memory; an index in the order asked for\(alternative) would do without"
            )
            error.table = table
            throw error
        }
    }

    private mutating func shrink() {
        sort()
        guard rows.count > capacity else { return }
        rows.removeLast(rows.count - capacity)
        threshold = rows.last?.key
        byteCount = rows.reduce(0) { $0 + $1.byteCount }
    }

    private mutating func sort() {
        let isReversed = isReversed
        rows.sort { Self.comes($0.key, before: $1.key, isReversed) }
    }

    private static func comes(_ a: [UInt8], before b: [UInt8], _ isReversed: Bool) -> Bool {
        let order = ByteOrder.compare(a.span, b.span)
        return isReversed ? order > 0 : order < 0
    }

    /// Calls the body with primary key, JSON and key of each row, in order, until it returns false.
    mutating func forEach(_ body: (Span<UInt8>, Span<UInt8>, Span<UInt8>) throws -> Bool) throws {
        sort()
        for row in rows.prefix(capacity) {
            let primaryKey = row.key.span.extracting(row.primaryKeyStart..<row.key.count)
            guard try body(primaryKey, row.json.span, row.key.span) else { return }
        }
    }
}
