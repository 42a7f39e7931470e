/// What one run of a query did: see ``DatabaseObserver``.
public struct QueryReport: Sendable {
    /// When it began.
    public var start: ContinuousClock.Instant
    /// How long planning and running took, with the time that a closure of `each` or `modify` spent.
    public var duration: Duration
    /// What it read and wrote.
    public var counts: TransactionCounts
    /// The error that ended it; nil when it succeeded.
    public var error: (any Error)?

    let run: Plan

    /// How it was run.
    ///
    /// - Complexity: describes the conditions, their values included, so do not log it where those are secret.
    public var plan: QueryPlan { QueryPlan(run, counts: counts) }
    /// The table it read.
    public var table: String { run.table.name }
    /// Whether it read every record of the table.
    public var isTableScan: Bool { run.index.role == .records && run.served.isEmpty }
}
