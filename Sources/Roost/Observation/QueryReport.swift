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
    /// How it was run, without the values of its conditions, as in `airports: index country+city (country = ?)`.
    ///
    /// It is the same for all queries that differ in their values alone and are run the same way, and may be logged.
    ///
    /// - Complexity: makes a text.
    public var shape: String { QueryPlan(run, counts: nil, showsValues: false).description }
    /// The index that was scanned; nil when the records themselves were, by primary key or all of them.
    public var index: String? { run.index.role == .records || !run.union.isEmpty ? nil : run.index.name }
    /// The declaration of an index that would spare it testing or sorting records; nil when there is none to suggest.
    public var suggestedIndex: String? { IndexAdvice.forSlow(run)?.description }
    /// The table it read.
    public var table: String { run.table.name }
    /// Whether it read every record of the table.
    public var isTableScan: Bool { run.isTableScan }
}
