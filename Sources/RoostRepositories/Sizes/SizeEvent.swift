/// What a ``SizeMonitor`` tells of.
public enum SizeEvent: Sendable {
    /// The size has gone above a threshold. Comes once, before its actions.
    case exceeded(SizeThreshold, SizeReport)
    /// The actions of a threshold have run. Comes again when they ran again because the size stayed above.
    case cleaned(SizeThreshold, SizeCleaning)
    /// The size has gone below the lower mark of a threshold, to so many bytes on disk; the threshold is armed again.
    case relaxed(SizeThreshold, bytesOnDisk: Int)
    /// A step has failed; the others ran all the same. The name is that of a step of ``SizeCleaning``, or `measure` or
    /// `history`.
    case failed(step: String, any Error)
}

/// What the actions of a threshold have done together.
public struct SizeCleaning: Sendable {
    /// What was done, in this order. A step that failed is not among them.
    public var steps: [SizeStep]
    /// Bytes on disk before.
    public var bytesBefore: Int
    /// Bytes on disk afterwards. Others may have written meanwhile.
    public var bytesAfter: Int
    /// How long it took.
    public var duration: Duration

    /// Bytes by which the store is smaller on disk; 0 where it has grown.
    public var freedBytes: Int { max(0, bytesBefore - bytesAfter) }
}

/// One step of a cleaning: an action, or one of the things that were asked to shrink.
public struct SizeStep: Sendable, Hashable {
    /// The name of the action; for what shrinks, with its type, as in `shrink Cache`.
    public var name: String
    /// Records that were removed.
    public var removed: Int
    /// Bytes that were freed: of removed records for sweeping (their JSON) and shrinking (by its own account), of the
    /// files on disk for compaction and your own actions.
    public var freedBytes: Int
    /// How long it took.
    public var duration: Duration
}
