import RoostEngine

/// Counts keys and bytes of every table and index over one view.
struct StorageSurvey {
    private let context: TransactionContext

    init(of context: TransactionContext) {
        self.context = context
    }

    func statistics(bytesOnDisk: UInt64) throws -> DatabaseStatistics {
        let tables = try context.catalog.tables.values.sorted { $0.name < $1.name }.map(statistics)
        return DatabaseStatistics(bytesOnDisk: bytesOnDisk, tables: tables)
    }

    private func statistics(of table: TableLayout) throws -> TableStatistics {
        let records = try measure(table.records.prefix)
        let chunks = try measure(table.chunkPrefix)
        return TableStatistics(
            name: table.name, records: records.keys, jsonBytes: try context.counter(table.jsonBytesKey),
            storedBytes: records.bytes + chunks.bytes,
            indexes: try table.indexes.map { index in
                let entries = try measure(index.prefix)
                return IndexStatistics(name: index.name, entries: entries.keys, storedBytes: entries.bytes)
            })
    }

    private func measure(_ prefix: [UInt8]) throws -> (keys: Int, bytes: Int) {
        var keys = 0
        var bytes = 0
        try context.forEachEntry(in: KeyRange(prefix: prefix)) { key, value in
            keys += 1
            bytes += key.count + value.count
        }
        return (keys, bytes)
    }
}

extension TransactionContext {
    /// Calls the body with every entry of a range, in order.
    func forEachEntry(
        in range: KeyRange, _ direction: ScanDirection = .forward,
        _ body: (_ key: Span<UInt8>, _ value: Span<UInt8>) throws -> Void
    ) throws {
        let chunk = EntryChunk()
        var range = range
        var result = ScanResult.more
        while result == .more {
            result = try engine { try reader.scan(range, direction, ScanLimit(), into: chunk) }
            guard chunk.count > 0 else { return }
            for position in 0..<chunk.count { try body(chunk.key(at: position), chunk.value(at: position)) }
            let last = [UInt8](chunk.key(at: chunk.count - 1))
            range =
                direction == .forward
                ? KeyRange(lower: last + [0], upper: range.upper) : KeyRange(lower: range.lower, upper: last)
        }
    }
}
