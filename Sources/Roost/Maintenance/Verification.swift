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
        var sizes = ScannedSizes(run)
        for (position, index) in table.indexes.enumerated() {
            let forward = try measure(index.prefix, .forward)
            let backward = try measure(index.prefix, .reverse)
            sizes.indexes.append(forward)
            report.indexEntries += forward.keys
            if forward.keys != run.expectedEntries[position] || backward != forward {
                report.problems.append(
                    "table \(table.name), index \(index.name): \(forward.keys) entries forward, "
                        + "\(backward.keys) backward, \(run.expectedEntries[position]) expected")
            }
        }
        sizes.chunks = try measure(table.chunkPrefix, .forward)
        if sizes.chunks.keys != run.chunks {
            report.problems.append(
                "table \(table.name): \(sizes.chunks.keys) overflow chunks, \(run.chunks) expected")
        }
        try verifyQueue(table, run, &sizes, &report)
        report.problems += try sizes.differences(from: table, in: context)
    }

    /// Each record that expires has been looked up in the queue; here it must have no more rows.
    private func verifyQueue(
        _ table: TableLayout, _ run: TableVerification, _ sizes: inout ScannedSizes,
        _ report: inout VerificationReport
    ) throws {
        guard let expiry = table.expiry else { return }
        let mark = try context.sweptMark(of: expiry)
        try context.forEachEntry(in: KeyRange(prefix: expiry.queuePrefix)) { key, value in
            sizes.queue.add(key, value)
            if try expiry.expiry(ofRow: key) < mark {
                report.problems.append("table \(table.name): a row of the expiry queue lies below the swept mark")
            }
        }
        if sizes.queue.keys != run.expiring {
            report.problems.append(
                "table \(table.name): \(sizes.queue.keys) rows in the expiry queue, \(run.expiring) expected")
        }
    }

    private func measure(_ prefix: [UInt8], _ direction: ScanDirection) throws -> ScannedSizes.Size {
        var size = ScannedSizes.Size()
        try context.forEachEntry(in: KeyRange(prefix: prefix), direction) { size.add($0, $1) }
        return size
    }
}

/// The records of one table on their way through a ``Verification``.
struct TableVerification {
    private static let batchSize = 1_000

    private let table: TableLayout
    private(set) var records = 0
    /// Bytes of their keys and values.
    private(set) var recordBytes = 0
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

    /// Reads one record and recomputes its entries.
    mutating func check(key: Span<UInt8>, value: Span<UInt8>, in context: TransactionContext) throws {
        records += 1
        recordBytes += key.count + value.count
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
        } catch let error as RoostError where error.code != .recordTooLarge {
            // One that is too large for this database is no damage, and what belongs to it is not known.
            return note(error)
        }
        let json = json
        var isReadable = false
        do {
            try checkReading(json.span, primaryKey)
            isReadable = true
        } catch let error as RoostError {
            note(error)
        }
        do {
            try table.paths.locate(in: json.span, into: &values)
            try entries.extract(from: json.span, values: values, primaryKey: primaryKey, table: table)
        } catch let error as RoostError {
            // One that cannot be read has its line already.
            if isReadable { note(error) }
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

    /// Reads the JSON as reading the record does: by the grammar, by every path, and into the record type where that is
    /// known.
    private mutating func checkReading(_ json: Span<UInt8>, _ primaryKey: Span<UInt8>) throws {
        do {
            try JSONPayloadCoder.check(json)
        } catch {
            throw RoostError(.corruptRecord, "the record's JSON is malformed", codable: error)
        }
        try table.paths.locate(in: json, into: &values)
        var key = KeyEncoder()
        for part in table.records.parts {
            try ComponentExtractor.append(values[part.slot], in: json, kind: part.kind, to: &key)
        }
        guard ByteOrder.compare(key.bytes.span, primaryKey) == 0 else {
            throw RoostError(.corruptRecord, "the record's primary key is not the one it is stored under")
        }
        if let slot = table.expiry?.slot {
            try ComponentExtractor.append(values[slot], in: json, kind: .date, to: &key)
        }
        try table.declared?.checkDecoding(json)
    }

    private mutating func note(_ error: RoostError) {
        problems.append("table \(table.name), record \(records): \(error)")
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
