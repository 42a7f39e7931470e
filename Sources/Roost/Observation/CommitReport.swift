/// What one commit of the engine did, for one transaction or a group: see ``DatabaseObserver``.
public struct CommitReport: Sendable {
    /// The transactions it made permanent.
    public var transactions: Int
    /// Roughly the bytes of its keys and values.
    public var bytes: Int
    /// Whether it waited for the disk.
    public var isSynced: Bool
    /// How long the engine took. Far beyond the time of a sync, LevelDB has made the writer wait for a compaction.
    public var duration: Duration
    /// Why the store takes no writes any more; nil when all is well.
    public var error: RoostError?
}
