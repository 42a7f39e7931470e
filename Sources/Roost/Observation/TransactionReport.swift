/// What one transaction did: see ``DatabaseObserver``.
public struct TransactionReport: Sendable {
    /// What it was allowed to do.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// It read.
        case read
        /// It could write.
        case write
    }

    /// Whether it could write.
    public var kind: Kind
    /// When it began.
    public var start: ContinuousClock.Instant
    /// From its begin until its result was returned: with the wait for its turn and, where it is durable, for the disk.
    public var duration: Duration
    /// What it read and wrote.
    public var counts: TransactionCounts
    /// The error that ended it; nil when it succeeded. A ``RoostError`` has a code; what a closure threw is as it was.
    public var error: (any Error)?
}
