public import Roost

/// What a ``PerformanceMonitor`` tells of. Its description is one line, without stored values.
public enum PerformanceEvent: Sendable {
    /// The files of the database have become too large.
    case sizeExceeded(bytes: Int, limit: Int)
    /// They are below the lower mark again.
    case sizeRelaxed(bytes: Int, limit: Int)
    /// A query took too long.
    case slowQuery(SlowQuery)
    /// Too many transactions fail.
    case errorRateExceeded(ErrorRate)
    /// No more than half as many as are allowed fail now.
    case errorRateRelaxed(ErrorRate)
    /// The action of a trigger has run. The bytes are those of the files before and after.
    case acted(trigger: String, duration: Duration, bytesBefore: Int, bytesAfter: Int)
    /// Something that the monitor did has failed: the action of a trigger, `measure`, or a whole
    /// `check` of `run(_:)`.
    case failed(step: String, any Error)
}

/// A query that took longer than a trigger allows.
public struct SlowQuery: Sendable {
    /// What the database told of it. Its plan shows the values that were looked for; ``shape`` does not.
    public var report: QueryReport
    /// How it was run, without values: the same for all queries that differ in values alone.
    public var shape: String
    /// What is allowed.
    public var limit: Duration
    /// Slow queries of the same shape since the last that was told of, which were not.
    public var suppressed: Int
}

/// How many transactions have failed.
public struct ErrorRate: Sendable, Hashable {
    /// The transactions of the window.
    public var transactions: Int
    /// Those of them that have failed.
    public var failures: Int
    /// The window.
    public var window: Duration
    /// The share that is allowed to fail, from 0 to 1.
    public var limit: Double
    /// The error that was the last; nil when none was yet.
    public var latest: RoostError.Code?

    /// The share that has failed, from 0 to 1.
    public var rate: Double { transactions == 0 ? 0 : Double(failures) / Double(transactions) }
}
