import RoostEngine

/// One run of a plan: entries by chunks, their records by one look-up a chunk, the residual filter on the JSON, then
/// the caller. Whoever needs no record stops at the entries.
struct QueryRun {
    /// The most records fetched by one look-up.
    private static let largestBatch = 512

    let plan: Plan
    let context: TransactionContext
    // What is asked of the plan for each record: a property of it that is computed copies all of it.
    private let table: TableLayout
    private let recordPrefixLength: Int
    private let hasFilters: Bool
    private var filter: ResidualFilter
    /// Behind which position the answer begins, if not at its beginning: an index entry's key, or in a plan that sorts or
    /// has several plans the components of the order and the primary key.
    var start: [UInt8]?
    /// What tells a record's first entry, where it may have several; from another run where this one goes on with it.
    var firstMatches: FirstMatches?
    /// Records that the offset still has to skip, after a run over some primary keys.
    private(set) var remainingOffset = 0

    init(_ plan: Plan, in context: TransactionContext) {
        self.plan = plan
        self.context = context
        table = plan.table
        recordPrefixLength = plan.table.records.prefix.count
        hasFilters = !plan.filters.isEmpty
        filter = ResidualFilter(plan.residual, anyOf: plan.alternatives)
    }

    /// Calls the body with primary key and JSON of each record of the answer, in order, until it returns false.
    mutating func forEachRecord(_ body: (Span<UInt8>, Span<UInt8>) throws -> Bool) throws {
        try forEachPlaced { primaryKey, json, _ in try body(primaryKey, json) }
    }

    /// Calls the body with primary key, JSON and position of each record of the answer, in order, until it returns false.
    mutating func forEachPlaced(_ body: (Span<UInt8>, Span<UInt8>, Span<UInt8>) throws -> Bool) throws {
        if !plan.union.isEmpty { return try forEachOfUnion(body) }
        if !plan.sort.isEmpty { return try forEachSorted(body) }
        let skipped = plan.countsEntries ? plan.offset : 0
        var gate = RecordGate(plan, offset: plan.offset - skipped, in: context)
        guard !gate.isClosed else { return }
        try forEachMatch(skipping: skipped, expecting: plan.limit) { primaryKey, json, entry in
            try gate.pass(primaryKey, json, entry, body)
        }
    }

    /// Calls the body with each entry of the answer, in order. REQUIRES: the plan counts entries.
    func forEachEntry(keysOnly: Bool, _ body: (_ key: Span<UInt8>, _ value: Span<UInt8>) throws -> Void) throws {
        try forEachChunk(keysOnly: keysOnly) { chunk, positions in
            for position in positions { try body(chunk.key(at: position), chunk.value(at: position)) }
        }
    }

    /// Calls the body with chunk after chunk of the answer's entries, in order. REQUIRES: the plan counts entries.
    func forEachChunk(keysOnly: Bool, _ body: (EntryChunk, Range<Int>) throws -> Void) throws {
        var scanner = try EntryScanner(plan, keysOnly: keysOnly, context: context)
        var toSkip = plan.offset
        var left = plan.limit ?? .max
        while left > 0, try scanner.next(min(1_024, toSkip.addingSaturating(left))) {
            let first = min(toSkip, scanner.chunk.count)
            toSkip -= first
            let count = min(left, scanner.chunk.count - first)
            left -= count
            if count > 0 { try body(scanner.chunk, first..<first + count) }
        }
    }

    private mutating func forEachSorted(_ body: (Span<UInt8>, Span<UInt8>, Span<UInt8>) throws -> Bool) throws {
        var gate = RecordGate(plan, offset: plan.offset, in: context)
        guard !gate.isClosed else { return }
        let capacity = plan.ends.isEmpty ? plan.limit.map { $0.addingSaturating(plan.offset) } : nil
        var sorter = MemorySort(
            plan.sort, isReversed: plan.isReversed, behind: start, capacity: capacity,
            memoryLimit: context.queries.sortMemoryBytes,
            canBeLimited: plan.limit == nil && plan.ends.isEmpty && !plan.needsAll, table: plan.table.name)
        let context = context
        try forEachMatch(skipping: 0, expecting: nil) { primaryKey, json, _ in
            context.forget()
            try sorter.add(primaryKey: primaryKey, json: json)
            return true
        }
        try sorter.forEach { primaryKey, json, position in
            try gate.pass(primaryKey, json, position, body)
        }
    }

    private mutating func forEachOfUnion(_ body: (Span<UInt8>, Span<UInt8>, Span<UInt8>) throws -> Bool) throws {
        var finder = UnionKeys(plan, behind: start, in: context)
        let found = try finder.find()
        // What is skipped need not be read.
        let isFinal = plan.filters.isEmpty && plan.ends.isEmpty
        let rows = isFinal ? found.dropFirst(plan.offset) : found[...]
        try forEachRecord(of: rows, offset: isFinal ? 0 : plan.offset, body)
    }

    /// Reads records by primary key and calls the body with those that the closures keep, in the order given, from offset
    /// to limit.
    ///
    /// - Returns: whether more may follow.
    @discardableResult
    mutating func forEachRecord(
        of rows: ArraySlice<UnionKeys.Row>, offset: Int,
        _ body: (Span<UInt8>, Span<UInt8>, Span<UInt8>) throws -> Bool
    ) throws -> Bool {
        var gate = RecordGate(plan, offset: offset, in: context)
        defer { remainingOffset = gate.remainingOffset }
        guard !gate.isClosed else { return false }
        let records = EntryChunk()
        var unpacked: [UInt8] = []
        let isFinal = plan.filters.isEmpty && plan.ends.isEmpty
        let batch = min(Self.largestBatch, max(1, isFinal ? plan.limit?.addingSaturating(offset) ?? .max : .max))
        var position = rows.startIndex
        while position < rows.endIndex {
            let part = rows[position..<min(rows.endIndex, position.addingSaturating(batch))]
            position = part.endIndex
            var list = ByteList()
            for row in part { list.append(prefix: plan.table.records.prefix, row.primaryKey) }
            try context.reader.fetch(list, into: records)
            context.counts.recordsRead += records.count
            for (number, row) in part.enumerated() {
                guard records.isPresent(at: number) else { throw danglingEntry() }
                let value = records.value(at: number)
                let stored = try context.unpack(value, of: row.primaryKey, in: plan.table, into: &unpacked)
                let json = stored.json(in: value, or: unpacked)
                guard try passesFilters(row.primaryKey, json) else { continue }
                guard try gate.pass(row.primaryKey, json, row.key.span, body) else { return false }
            }
        }
        return true
    }

    /// Whether the closures keep a record.
    private func passesFilters(_ primaryKey: Span<UInt8>, _ json: Span<UInt8>) throws -> Bool {
        for test in plan.filters where try !test.holds(json, primaryKey, plan.table, context) {
            context.forget()
            return false
        }
        return true
    }

    /// Every record that satisfies the conditions, in scan order.
    private mutating func forEachMatch(
        skipping skipped: Int, expecting expected: Int?,
        _ body: (Span<UInt8>, Span<UInt8>, Span<UInt8>) throws -> Bool
    ) throws {
        if firstMatches == nil, plan.repeatedElements != nil {
            firstMatches = FirstMatches(
                plan, beginsAtStart: start == nil || !plan.sort.isEmpty,
                memoryLimit: context.queries.firstMatchMemoryBytes)
        }
        let plan = plan.sort.isEmpty ? start.map(plan.resumed) ?? plan : plan
        // Entries that are skipped are not looked up, so that those of expired records must not be among them.
        let checksExpiry = plan.table.expiry != nil && skipped == 0
        var scanner = try EntryScanner(
            plan, keysOnly: !plan.index.needsValues, dropsExpired: !checksExpiry, context: context)
        var toSkip = skipped
        var left = plan.isDecidedByIndex ? expected ?? .max : .max
        var batch = min(Self.largestBatch, expected ?? Self.largestBatch)
        var buffers = Buffers()
        // Records beyond those that are left to find, once some were expired.
        var ahead = 0
        while left > 0,
            try scanner.next(
                min(Self.largestBatch, max(batch, 1), left.addingSaturating(ahead)).addingSaturating(toSkip))
        {
            var first = min(toSkip, scanner.chunk.count)
            toSkip -= first
            // Where entries are tested, there may be more of them than records are wanted.
            while left > 0, first < scanner.chunk.count {
                let count = min(scanner.chunk.count - first, max(batch, 1), left.addingSaturating(ahead))
                let part = first..<first + count
                guard let expired = try forEachMatch(of: scanner.chunk, part, checksExpiry, &buffers, body)
                else { return }
                first += count
                left -= count - expired
                if expired > 0 { ahead = min(Self.largestBatch, max(ahead * 2, 8)) }
                batch = min(Self.largestBatch, batch * 2)
            }
        }
    }

    /// Memory that is used again from chunk to chunk.
    private struct Buffers {
        let records = EntryChunk()
        var unpacked: [UInt8] = []
    }

    /// Every record that satisfies the conditions, of some entries.
    ///
    /// - Returns: how many records were expired; nil when the body has returned false.
    private mutating func forEachMatch(
        of entries: EntryChunk, _ part: Range<Int>, _ checksExpiry: Bool, _ buffers: inout Buffers,
        _ body: (Span<UInt8>, Span<UInt8>, Span<UInt8>) throws -> Bool
    ) throws -> Int? {
        if let firstMatches {
            return try forEachFirstMatch(of: entries, part, firstMatches, checksExpiry, &buffers, body)
        }
        let isScanOfRecords = plan.index.role == .records
        let records = isScanOfRecords ? entries : buffers.records
        if !isScanOfRecords { try fetch(entries, part, into: records) }
        var expired = 0
        for number in part {
            let position = isScanOfRecords ? number : number - part.lowerBound
            if isScanOfRecords { context.counts.recordsRead += 1 }
            let passed = try pass(
                records, position, entry: entries.key(at: number), nil, checksExpiry, &buffers.unpacked, body)
            guard let passed else { return nil }
            if passed == .expired { expired += 1 }
        }
        return expired
    }

    /// The same where a record may have several of the entries: only of those by which a record is met are records read.
    private mutating func forEachFirstMatch(
        of entries: EntryChunk, _ part: Range<Int>, _ firstMatches: FirstMatches, _ checksExpiry: Bool,
        _ buffers: inout Buffers, _ body: (Span<UInt8>, Span<UInt8>, Span<UInt8>) throws -> Bool
    ) throws -> Int? {
        firstMatches.forgetIfFull()
        var met: [(entry: Int, primaryKey: [UInt8])] = []
        var keys = ByteList()
        for position in part {
            try plan.index.withPrimaryKey(key: entries.key(at: position), value: entries.value(at: position)) {
                let primaryKey = [UInt8]($0)
                guard firstMatches.meet(primaryKey) else { return }
                met.append((position, primaryKey))
                keys.append(prefix: plan.table.records.prefix, $0)
            }
        }
        let records = buffers.records
        try fetch(keys, into: records)
        var expired = 0
        for (position, (number, _)) in met.enumerated() {
            let passed = try pass(
                records, position, entry: entries.key(at: number), firstMatches, checksExpiry, &buffers.unpacked, body)
            guard let passed else {
                // Whoever goes on from here has not met those behind it.
                for (_, primaryKey) in met[(position + 1)...] { firstMatches.unmeet(primaryKey) }
                return nil
            }
            if passed == .expired { expired += 1 }
        }
        return expired
    }

    private enum Passed { case expired, tested }

    /// Hands a record that was read to the body if it satisfies the conditions; nil when the body has returned false.
    private mutating func pass(
        _ records: EntryChunk, _ position: Int, entry: Span<UInt8>, _ firstMatches: FirstMatches?,
        _ checksExpiry: Bool, _ unpacked: inout [UInt8], _ body: (Span<UInt8>, Span<UInt8>, Span<UInt8>) throws -> Bool
    ) throws -> Passed? {
        guard records.isPresent(at: position) else { throw danglingEntry() }
        let key = records.key(at: position)
        let primaryKey = key.extracting(recordPrefixLength..<key.count)
        let value = records.value(at: position)
        let stored = try context.unpack(value, of: primaryKey, in: table, into: &unpacked)
        if checksExpiry, context.isExpired(stored) { return .expired }
        let json = stored.json(in: value, or: unpacked)
        if let firstMatches, try !firstMatches.isFirst(entry, of: json, in: context) { return .tested }
        guard try filter.matches(json), try !hasFilters || passesFilters(primaryKey, json) else { return .tested }
        return try body(primaryKey, json, entry) ? .tested : nil
    }

    /// Fetches the records that some entries lead to, in order.
    private func fetch(_ chunk: EntryChunk, _ part: Range<Int>, into records: EntryChunk) throws {
        var keys = ByteList()
        for position in part {
            try plan.index.withPrimaryKey(key: chunk.key(at: position), value: chunk.value(at: position)) {
                keys.append(prefix: plan.table.records.prefix, $0)
            }
        }
        try fetch(keys, into: records)
    }

    private func fetch(_ keys: ByteList, into records: EntryChunk) throws {
        try context.reader.fetch(keys, into: records)
        context.counts.recordsRead += records.count
    }

    private func danglingEntry() -> RoostError {
        var error = RoostError(.corruption, "an index entry leads to a record that does not exist")
        error.table = plan.table.name
        error.index = plan.index.name
        return error
    }
}

extension Int {
    func addingSaturating(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
