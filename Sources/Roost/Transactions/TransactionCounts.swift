/// What a transaction has read and written so far: exact numbers, for tests, plans and metrics.
public struct TransactionCounts: Sendable, Hashable {
    /// Index entries and record keys looked at by scans.
    public var keysRead = 0
    /// Stored records fetched.
    public var recordsRead = 0
    /// Records decoded into Swift values.
    public var recordsDecoded = 0
    /// Records put or deleted.
    public var recordsWritten = 0
    /// Index entries put or deleted.
    public var indexEntriesWritten = 0
    /// Elements of arrays in records' JSON that were looked at to tell a record's first entry, or to choose an index.
    var elementsRead = 0
    /// Key ranges that were handed to scans of an index.
    var rangesScanned = 0

    /// All zero.
    public init() {}

    static func - (later: TransactionCounts, earlier: TransactionCounts) -> TransactionCounts {
        var difference = TransactionCounts()
        difference.keysRead = later.keysRead - earlier.keysRead
        difference.recordsRead = later.recordsRead - earlier.recordsRead
        difference.recordsDecoded = later.recordsDecoded - earlier.recordsDecoded
        difference.recordsWritten = later.recordsWritten - earlier.recordsWritten
        difference.indexEntriesWritten = later.indexEntriesWritten - earlier.indexEntriesWritten
        difference.elementsRead = later.elementsRead - earlier.elementsRead
        difference.rangesScanned = later.rangesScanned - earlier.rangesScanned
        return difference
    }
}
