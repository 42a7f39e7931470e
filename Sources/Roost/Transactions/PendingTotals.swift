import RoostEngine

/// What a transaction changes of the sizes of tables: for each table that it writes to, the lanes of its counter row.
///
/// All lanes stand in one array, so that a savepoint, which is a copy, costs one allocation when the next record is
/// written.
struct PendingTotals {
    private(set) var tables: [(table: TableLayout, lanes: Range<Int>)] = []
    private var lanes: [Int64] = []
    /// The table counted last, which mostly is the one counted next. No table of records has the id 0.
    private var latest: (id: UInt64, start: Int) = (0, 0)

    mutating func add(records: Int, jsonBytes: Int, storedBytes: Int, of table: TableLayout) {
        let start = start(of: table)
        lanes[start + TableTotals.Lane.records] += Int64(records)
        lanes[start + TableTotals.Lane.jsonBytes] += Int64(jsonBytes)
        lanes[start + TableTotals.Lane.storedBytes] += Int64(storedBytes)
    }

    /// Counts rows of the expiry queue, and their bytes.
    mutating func add(rows: Int, bytes: Int, of table: TableLayout) {
        let start = start(of: table)
        lanes[start + TableTotals.Lane.expiring] += Int64(rows)
        lanes[start + TableTotals.Lane.expiryBytes] += Int64(bytes)
    }

    /// Counts entries of an index, and their bytes.
    mutating func add(entries: Int, bytes: Int, toIndex index: Int, of table: TableLayout) {
        let start = start(of: table)
        lanes[start + TableTotals.Lane.entries(index)] += Int64(entries)
        lanes[start + TableTotals.Lane.entryBytes(index)] += Int64(bytes)
    }

    func records(in table: TableLayout) -> Int {
        position(of: table).map { Int(lanes[tables[$0].lanes.lowerBound + TableTotals.Lane.records]) } ?? 0
    }

    /// Where the table is among the ``tables``; nil when nothing is counted of it.
    func position(of table: TableLayout) -> Int? { tables.firstIndex { $0.table.id == table.id } }

    /// Whether any lane of one of the ``tables`` changes.
    func hasChanges(at position: Int) -> Bool { lanes[tables[position].lanes].contains { $0 != 0 } }

    /// The lanes of one of the ``tables``.
    @_lifetime(borrow self)
    func lanes(at position: Int) -> Span<Int64> { lanes.span.extracting(tables[position].lanes) }

    private mutating func start(of table: TableLayout) -> Int {
        let id = table.id
        if latest.id == id { return latest.start }
        latest = (id, find(table))
        return latest.start
    }

    private mutating func find(_ table: TableLayout) -> Int {
        if let known = position(of: table) { return tables[known].lanes.lowerBound }
        let start = lanes.count
        lanes.append(contentsOf: repeatElement(0, count: TableTotals.Lane.count(indexes: table.indexes.count)))
        tables.append((table, start..<lanes.count))
        return start
    }
}
