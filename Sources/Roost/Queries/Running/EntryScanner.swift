import RoostEngine

/// Walks the ranges of a plan chunk by chunk. Between chunks it holds a key, not a position, so that the same view can
/// look records up meanwhile.
struct EntryScanner {
    let context: TransactionContext
    private let direction: ScanDirection
    private let keysOnly: Bool
    let table: TableLayout
    let index: IndexLayout
    let expired: ExpiredKeys
    private let isPointLookup: Bool
    private var filter: EntryFilter?
    private let intersections: [EntryIntersection]
    /// What is left, the range at hand last.
    private var ranges: [KeyRange]
    let chunk = EntryChunk()

    /// - Parameter dropsExpired: whether entries of expired records are left out. False for whoever reads the records
    ///   and so sees their expiry: the table's queue need not be read then.
    init(_ plan: Plan, keysOnly: Bool, dropsExpired: Bool = true, context: TransactionContext) throws {
        self.context = context
        table = plan.table
        index = plan.index
        expired = dropsExpired ? try context.expiredKeys(of: plan.table) : .none
        filter = EntryFilter(plan.entryFilter, in: plan.index, of: plan.table)
        intersections = plan.intersections
        // A unique index has primary keys in its values.
        self.keysOnly =
            keysOnly && ((expired.isEmpty && intersections.isEmpty) || !plan.index.needsValues)
            && !(filter?.needsValues ?? false)
        direction = plan.direction
        isPointLookup = plan.isPointLookup
        ranges = plan.direction == .forward ? plan.ranges.reversed() : plan.ranges
        context.counts.rangesScanned += ranges.count
    }

    /// Fills the chunk with at most `limit` entries; false when none are left.
    mutating func next(_ limit: Int) throws -> Bool {
        if isPointLookup { return try lookUp(limit) }
        // Where entries are tested, most may be out.
        var limit = filter == nil ? limit : max(limit, 32)
        // Each chunk is a seek in the other index.
        if !intersections.isEmpty { limit = max(limit, 256) }
        while let range = ranges.last {
            let result = try engine {
                try context.reader.scan(
                    range, direction, ScanLimit(entries: limit), keysOnly: keysOnly, into: chunk)
            }
            ranges.removeLast()
            if chunk.count > 0, result == .more {
                let last = [UInt8](chunk.key(at: chunk.count - 1))
                ranges.append(
                    direction == .forward
                        ? KeyRange(lower: last + [0], upper: range.upper) : KeyRange(lower: range.lower, upper: last))
            }
            if chunk.count > 0 {
                context.counts.keysRead += chunk.count
                try dropOthers()
                try dropUnshared()
                try dropExpired()
                // A chunk of such entries alone is not the end, and more of them may follow.
                if chunk.count > 0 { return true }
                limit = max(limit, min(1_024, limit.addingSaturating(limit)))
            }
        }
        chunk.removeAll()
        return false
    }

    /// Fills the chunk with the entries of at most `limit` keys that exist.
    private mutating func lookUp(_ limit: Int) throws -> Bool {
        while !ranges.isEmpty {
            var keys = ByteList()
            for range in ranges.suffix(limit).reversed() { keys.append(range.lower.span) }
            ranges.removeLast(keys.count)
            try context.reader.fetch(keys, into: chunk)
            let found = chunk
            keep { found.isPresent(at: $0) }
            context.counts.keysRead += chunk.count
            try dropOthers()
            try dropUnshared()
            try dropExpired()
            if chunk.count > 0 { return true }
        }
        chunk.removeAll()
        return false
    }

    /// Takes the entries out of the chunk that do not satisfy the conditions on them.
    private mutating func dropOthers() throws {
        guard filter != nil else { return }
        let found = chunk
        var isKept: [Bool] = []
        for position in 0..<found.count {
            isKept.append(try filter?.matches(key: found.key(at: position), value: found.value(at: position)) ?? true)
        }
        keep { isKept[$0] }
    }

    /// Takes the entries out of the chunk to whose records another index does not lead.
    private func dropUnshared() throws {
        for intersection in intersections where chunk.count > 0 {
            let isShared = try intersection.sharesRecords(chunk, of: index, in: context)
            keep { isShared[$0] }
        }
    }
}

extension IndexLayout {
    /// Where the component of a part starts in an entry's key; of the part behind the last one, where they end.
    func start(ofPart position: Int, in key: Span<UInt8>) throws -> Int {
        var start = prefix.count
        guard position > 0 else { return start }
        for part in parts[..<position] {
            start = try KeyScanner.endOfComponent(in: key, from: start, descending: part.isDescending)
        }
        return start
    }

    /// Calls the body with the primary key that an entry leads to.
    func withPrimaryKey<T>(
        key: Span<UInt8>, value: Span<UInt8>, _ body: (Span<UInt8>) throws -> T
    ) throws -> T {
        if role == .records { return try body(key.extracting(prefix.count..<key.count)) }
        let end = try start(ofPart: parts.count, in: key)
        if end < key.count { return try body(key.extracting(end..<key.count)) }
        return try body(value.extracting(0..<StoredKey.length(in: value)))
    }

    /// Whether scanning needs the values of the entries.
    var needsValues: Bool { role == .records || role == .unique }
}
