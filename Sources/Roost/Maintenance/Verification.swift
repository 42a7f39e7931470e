import RoostEngine

/// Recomputes every index entry from the records and compares: entries, their number both ways, and the counters.
///
/// The entries of an index are distinct, so if every expected one is there and there are no more of them than
/// expected, they are exactly the expected ones.
struct Verification {
    private let context: TransactionContext

    init(of context: TransactionContext) {
        self.context = context
    }

    func report() throws -> VerificationReport {
        var report = VerificationReport()
        for table in context.catalog.tables.values.sorted(by: { $0.name < $1.name }) {
            try verify(table, &report)
        }
        return report
    }

    private func verify(_ table: TableLayout, _ report: inout VerificationReport) throws {
        var run = TableVerification(table)
        try context.forEachEntry(in: KeyRange(prefix: table.records.prefix)) { key, value in
            try run.check(key: key, value: value, in: context)
        }
        try run.lookUpEntries(in: context)
        report.records += run.records
        report.problems += run.problems
        for (position, index) in table.indexes.enumerated() {
            let forward = try count(index, .forward)
            let backward = try count(index, .reverse)
            report.indexEntries += forward
            if forward != run.expectedEntries[position] || backward != forward {
                report.problems.append(
                    "table \(table.name), index \(index.name): \(forward) entries forward, \(backward) backward, "
                        + "\(run.expectedEntries[position]) expected")
            }
        }
        try verifyQueue(table, run, &report)
        try verifyCounters(table, run, &report)
    }

    /// Each record that expires has been looked up in the queue; here it must have no more rows.
    private func verifyQueue(
        _ table: TableLayout, _ run: TableVerification, _ report: inout VerificationReport
    ) throws {
        guard let expiry = table.expiry else { return }
        let mark = try context.sweptMark(of: expiry)
        var rows = 0
        try context.forEachEntry(in: KeyRange(prefix: expiry.queuePrefix)) { key, _ in
            rows += 1
            if try expiry.expiry(ofRow: key) < mark {
                report.problems.append("table \(table.name): a row of the expiry queue lies below the swept mark")
            }
        }
        if rows != run.expiring {
            report.problems.append(
                "table \(table.name): \(rows) rows in the expiry queue, \(run.expiring) expected")
        }
    }

    private func count(_ index: IndexLayout, _ direction: ScanDirection) throws -> Int {
        var count = 0
        try context.forEachEntry(in: KeyRange(prefix: index.prefix), direction) { _, _ in count += 1 }
        return count
    }

    private func verifyCounters(
        _ table: TableLayout, _ run: TableVerification, _ report: inout VerificationReport
    ) throws {
        let records = try context.storedCount(of: table)
        if records != run.records {
            report.problems.append("table \(table.name): \(run.records) records, and the counter says \(records)")
        }
        let jsonBytes = try context.counter(table.jsonBytesKey)
        if jsonBytes != run.jsonBytes {
            report.problems.append(
                "table \(table.name): \(run.jsonBytes) bytes of JSON, and the counter says \(jsonBytes)")
        }
        var chunks = 0
        try context.forEachEntry(in: KeyRange(prefix: table.chunkPrefix)) { _, _ in chunks += 1 }
        if chunks != run.chunks {
            report.problems.append("table \(table.name): \(chunks) overflow chunks, \(run.chunks) expected")
        }
    }
}

/// The records of one table on their way through a ``Verification``.
struct TableVerification {
    private static let batchSize = 1_000

    private let table: TableLayout
    private(set) var records = 0
    private(set) var jsonBytes = 0
    private(set) var chunks = 0
    /// Records that expire some time.
    private(set) var expiring = 0
    private(set) var problems: [String] = []
    /// By position of the index.
    private(set) var expectedEntries: [Int]
    private var json: [UInt8] = []
    private var values: [JSONValue?] = []
    private var entries = IndexEntries()
    private var keys = ByteList()
    /// For each key the index that must have it, nil for the expiry queue, and its value.
    private var owners: [(index: Int?, value: [UInt8])] = []
    private let found = EntryChunk()

    init(_ table: TableLayout) {
        self.table = table
        expectedEntries = Array(repeating: 0, count: table.indexes.count)
    }

    /// Recomputes the entries of one record.
    mutating func check(key: Span<UInt8>, value: Span<UInt8>, in context: TransactionContext) throws {
        records += 1
        let primaryKey = key.extracting(table.records.prefix.count..<key.count)
        do {
            let stored = try context.unpack(value, of: primaryKey, in: table, into: &json)
            if stored.isPlain { json.assign(value.extracting(stored.envelope.payloadRange)) }
            chunks += stored.chunkCount
            if let time = stored.envelope.expiry, let expiry = table.expiry {
                expiring += 1
                keys.append(expiry.key(time, primaryKey).span)
                owners.append((nil, []))
            }
            jsonBytes += json.count
            let json = json
            try table.paths.locate(in: json.span, into: &values)
            try entries.extract(from: json.span, values: values, primaryKey: primaryKey, table: table)
        } catch let error as RoostError {
            problems.append("table \(table.name), record \(records): \(error)")
            return
        }
        let entries = entries
        for position in 0..<entries.count {
            let index = entries.entries[position].index
            expectedEntries[index] += 1
            keys.append(entries.key(at: position))
            owners.append((index, [UInt8](entries.value(at: position))))
        }
        if owners.count >= Self.batchSize { try lookUpEntries(in: context) }
    }

    /// Looks up the entries gathered so far.
    mutating func lookUpEntries(in context: TransactionContext) throws {
        let found = found
        try context.reader.fetch(keys, into: found)
        for (position, owner) in owners.enumerated() {
            let index = owner.index.map { "index \(table.indexes[$0].name)" } ?? "expiry queue"
            if !found.isPresent(at: position) {
                problems.append("table \(table.name), \(index): an entry is missing")
            } else if ByteOrder.compare(found.value(at: position), owner.value.span) != 0 {
                problems.append("table \(table.name), \(index): an entry has another value")
            }
        }
        keys.removeAll()
        owners.removeAll()
    }
}
