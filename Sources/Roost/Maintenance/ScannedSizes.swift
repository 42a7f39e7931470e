import RoostEngine

/// The sizes of a table as a ``Verification`` found them, to be compared with its counters.
struct ScannedSizes {
    struct Size: Equatable {
        var keys = 0
        /// Of keys and values together.
        var bytes = 0

        mutating func add(_ key: Span<UInt8>, _ value: Span<UInt8>) {
            keys += 1
            bytes += key.count + value.count
        }
    }

    private let records: Size
    private let jsonBytes: Int
    var chunks = Size()
    var queue = Size()
    /// By position of the index.
    var indexes: [Size] = []

    init(_ run: TableVerification) {
        records = Size(keys: run.records, bytes: run.recordBytes)
        jsonBytes = run.jsonBytes
    }

    /// What the table's counters say otherwise, in words.
    func differences(from table: TableLayout, in context: TransactionContext) throws -> [String] {
        let totals: TableTotals
        do {
            totals = try context.storedTotals(of: table)
        } catch RoostError.Code.corruption {
            return ["table \(table.name): the row of its counters is damaged"]
        }
        var problems: [String] = []
        func compare(_ found: Int, _ lane: Int, _ what: String, of index: IndexLayout? = nil) {
            guard found != totals[lane] else { return }
            let place = index.map { ", index \($0.name)" } ?? ""
            problems.append("table \(table.name)\(place): \(found) \(what), and the counter says \(totals[lane])")
        }
        compare(records.keys, TableTotals.Lane.records, "records")
        compare(jsonBytes, TableTotals.Lane.jsonBytes, "bytes of JSON")
        compare(records.bytes + chunks.bytes, TableTotals.Lane.storedBytes, "bytes of records and overflow chunks")
        compare(queue.keys, TableTotals.Lane.expiring, "rows in the expiry queue")
        compare(queue.bytes, TableTotals.Lane.expiryBytes, "bytes in the expiry queue")
        for (position, index) in table.indexes.enumerated() {
            compare(indexes[position].keys, TableTotals.Lane.entries(position), "entries", of: index)
            compare(indexes[position].bytes, TableTotals.Lane.entryBytes(position), "bytes of entries", of: index)
        }
        if totals.laneCount > TableTotals.Lane.count(indexes: table.indexes.count) {
            problems.append("table \(table.name): there are counters of more indexes than it has")
        }
        return problems
    }
}
