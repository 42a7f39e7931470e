/// Sizes of a database, table by table and index by index: what `Database.statistics()` returns.
public struct DatabaseStatistics: Sendable {
    /// Bytes of all files of the store; 0 in memory.
    public var bytesOnDisk: UInt64
    /// The stored tables, by name.
    public var tables: [TableStatistics]
}

/// Sizes of one table.
public struct TableStatistics: Sendable {
    /// The table's name.
    public var name: String
    /// The number of records.
    public var records: Int
    /// Bytes of the records' JSON, before compression.
    public var jsonBytes: Int
    /// Bytes of the records' keys and values and of their overflow chunks as stored, before LevelDB compresses its
    /// blocks.
    public var storedBytes: Int
    /// The secondary indexes, in the order of their declaration.
    public var indexes: [IndexStatistics]
}

/// Sizes of one index.
public struct IndexStatistics: Sendable {
    /// The index's name.
    public var name: String
    /// The number of entries.
    public var entries: Int
    /// Bytes of the entries' keys and values as stored, before LevelDB compresses its blocks.
    public var storedBytes: Int
}
