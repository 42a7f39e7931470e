/// What a sweep has done.
public struct SweepReport: Sendable, Hashable {
    /// Expired records that were removed.
    public var swept = 0
    /// Expired records that could not be read; they stay where they are, and `verify()` tells of them.
    public var unreadable = 0
    /// Bytes of the JSON of the swept ones.
    public var jsonBytes = 0
    /// Commits it took; writers wait for one of them at most.
    public var batches = 0
    /// How long it took.
    public var duration = Duration.zero
    /// How long the record that was due first had been expired when the sweep began; zero when there was none.
    public var lag = Duration.zero
    /// Whether emptied ranges were compacted.
    public var compacted = false
    /// Whether nothing was swept because the clock had jumped ahead by more than a day. When it was right to, whatever
    /// reads the clock next believes it, and the next sweep goes on.
    public var isPostponed = false
}
