/// The size of a table as its counters tell it: what `Records.totals()` returns.
public struct RecordTotals: Sendable, Hashable {
    /// Stored records, with those that are expired and not swept yet.
    public var records: Int
    /// Bytes of their JSON, before compression.
    public var jsonBytes: Int
}

extension Records where S: Scope & ~Escapable {
    /// The number of stored records and the bytes of their JSON. In a write transaction, its own writes are counted.
    ///
    /// Unlike `count()` it counts records that are expired and not swept yet: they take room as long as they are
    /// stored.
    ///
    /// - Complexity: reads the counters of the table; nothing at all in a write transaction.
    public func totals() throws -> RecordTotals {
        try scope._read(.view) { context in
            let totals = try context.storedTotals(of: context.layout(of: table))
            return RecordTotals(records: totals.records, jsonBytes: totals.jsonBytes)
        }
    }
}
