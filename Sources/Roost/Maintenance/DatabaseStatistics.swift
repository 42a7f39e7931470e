/// Exact sizes of a database, table by table and index by index: what `Database.statistics()` returns.
public struct DatabaseStatistics: Sendable, Hashable {
    /// Bytes of all files of the store; 0 in memory.
    public var bytesOnDisk: UInt64
    /// The stored tables, by name.
    public var tables: [TableStatistics]
}

/// Sizes of one table.
public struct TableStatistics: Sendable, Hashable {
    /// The table's name.
    public var name: String
    /// The number of records, with those that are expired and not swept yet.
    public var records: Int
    /// Bytes of the records' JSON, before compression.
    public var jsonBytes: Int
    /// Bytes of the records' keys and values and of their overflow chunks as stored, before LevelDB compresses its
    /// blocks.
    public var storedBytes: Int
    /// The rows of the expiry queue: records that expire some time, or are expired and not swept yet.
    public var expiring: Int
    /// Bytes of the rows of the expiry queue as stored, before LevelDB compresses its blocks.
    public var expiryBytes: Int
    /// The secondary indexes, in the order of their declaration.
    public var indexes: [IndexStatistics]
}

/// Sizes of one index.
public struct IndexStatistics: Sendable, Hashable {
    /// The index's name.
    public var name: String
    /// The number of entries.
    public var entries: Int
    /// Bytes of the entries' keys and values as stored, before LevelDB compresses its blocks.
    public var storedBytes: Int
}

extension TransactionContext {
    /// The sizes of all tables, from their counters.
    func statistics(bytesOnDisk: UInt64) throws -> DatabaseStatistics {
        let tables = try catalog.tables.values.sorted { $0.name < $1.name }.map { table in
            TableStatistics(table, try storedTotals(of: table))
        }
        return DatabaseStatistics(bytesOnDisk: bytesOnDisk, tables: tables)
    }
}

extension TableStatistics {
    init(_ table: TableLayout, _ totals: TableTotals) {
        name = table.name
        records = totals.records
        jsonBytes = totals.jsonBytes
        storedBytes = totals.storedBytes
        expiring = totals.expiring
        expiryBytes = totals.expiryBytes
        indexes = table.indexes.enumerated().map { position, index in
            IndexStatistics(
                name: index.name, entries: totals.entries(ofIndex: position),
                storedBytes: totals.entryBytes(ofIndex: position))
        }
    }
}
