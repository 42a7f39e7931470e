import RoostEngine

/// Transactions that are committed as one batch with one `fsync`.
///
/// `@unchecked Sendable`: filled by the transaction that has the write turn, under the pipeline's lock; from the moment
/// it is sealed it is only read.
final class CommitGroup: @unchecked Sendable {
    /// Bytes that a group adds to its transactions: the commit sequence.
    static let overhead = 64

    let batch = WriteBatch()
    let ticket = CommitTicket()
    /// The transactions in it.
    private(set) var count = 0
    var isSynced = false
    /// The shortest interval any member asked for, in milliseconds.
    var syncInterval: Int?
    var catalog: Catalog?

    /// Takes a finished transaction in.
    func add(_ transaction: WriteBatch, durability: Durability, catalog: Catalog?, revision: UInt64) {
        batch.merge(transaction)
        count += 1
        switch durability {
        case .full: isSynced = true
        case .interval(let milliseconds): syncInterval = min(syncInterval ?? .max, max(0, milliseconds))
        case .none: break
        }
        if let catalog { self.catalog = catalog }
        batch.put(SystemKeys.commitSequence, revision.bigEndianBytes)
    }
}
