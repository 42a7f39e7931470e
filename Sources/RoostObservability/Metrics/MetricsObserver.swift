#if Observability
public import Metrics
public import Roost

/// Reports what a database does to swift-metrics.
///
/// ```swift
/// let metrics = MetricsObserver(dimensions: [("database", "airports")])
/// options.observers = [metrics]
/// ```
///
/// Labels begin with a prefix, `roost` unless said otherwise. The size on disk and the open transactions are no events:
/// ``poll(_:every:clock:)`` records them now and then, in a task of its own.
///
/// | label | instrument | what it counts |
/// | --- | --- | --- |
/// | `roost.transactions` | counter, by `kind` (`read`, `write`) | transactions, verbs outside transactions among them |
/// | `roost.transaction.duration` | timer, by `kind` | their durations |
/// | `roost.errors` | counter, by `code` | transactions that ended with an error; `other` for one of a closure |
/// | `roost.queries` | counter | queries |
/// | `roost.queries.table_scans` | counter | those of them that read a table without an index |
/// | `roost.queries.slow` | counter, by `table` | those of them that took 100 ms or longer |
/// | `roost.query.duration` | timer | their durations |
/// | `roost.keys.read` | counter | keys looked at by scans |
/// | `roost.records.read`, `.decoded`, `.written` | counters | records |
/// | `roost.index_entries.written` | counter | index entries put or deleted |
/// | `roost.commits` | counter, by `result` (`ok`, `failed`) | commits of the engine |
/// | `roost.commit.duration` | timer | their durations |
/// | `roost.commit.transactions` | recorder | transactions of a commit |
/// | `roost.commit.bytes` | recorder | bytes of a commit |
/// | `roost.commit.stalls` | counter | commits over 100 ms |
/// | `roost.sweeps`, `roost.swept` | counters | sweeps, and the records they removed |
/// | `roost.sweep.duration`, `.lag` | timers | how long sweeps took, and how late they came |
/// | `roost.transactions.open` | gauge | open transactions when recorded |
/// | `roost.disk.bytes` | gauge | bytes on disk when recorded |
/// | `roost.cache.hits`, `.misses`, `.evictions` | counters, by `cache` | what a cache reports |
///
/// Both limits of 100 ms can be set. `Database.advice()` names the slow queries and the indexes that would serve them.
///
/// Instruments are made once. Labels and dimensions hold no stored values.
///
/// - Complexity: a handful of calls of the metrics backend for each transaction, query and commit.
public final class MetricsObserver: DatabaseObserver {
    let transactions: TransactionInstruments
    let queries: QueryInstruments
    let commits: CommitInstruments
    let sweeps: SweepInstruments
    let errors: CounterFamily
    let caches: CacheInstruments
    let openTransactions: Gauge
    let bytesOnDisk: Gauge

    /// Makes the instruments.
    ///
    /// - Parameters:
    ///   - prefix: what all labels begin with.
    ///   - dimensions: what all instruments bear, such as the name of the database where a program has several.
    ///   - slowQuery: a query that takes as long or longer is slow; 100 ms unless said otherwise, as in
    ///     `DatabaseOptions.slowQueryThreshold`.
    ///   - stallLimit: a commit that takes longer is a stall; 100 ms unless said otherwise.
    ///   - factory: the backend; the one that the program was bootstrapped with by now unless said otherwise.
    public init(
        prefix: String = "roost", dimensions: [(String, String)] = [], slowQuery: Duration = .milliseconds(100),
        stallLimit: Duration = .milliseconds(100), factory: (any MetricsFactory)? = nil
    ) {
        let maker = InstrumentMaker(prefix: prefix, dimensions: dimensions, factory: factory ?? MetricsSystem.factory)
        transactions = TransactionInstruments(maker)
        queries = QueryInstruments(maker, slowLimit: slowQuery)
        commits = CommitInstruments(maker, stallLimit: stallLimit)
        sweeps = SweepInstruments(maker)
        errors = CounterFamily(maker, "errors", dimension: "code")
        caches = CacheInstruments(maker)
        openTransactions = maker.gauge("transactions.open")
        bytesOnDisk = maker.gauge("disk.bytes")
    }

    /// Counts a transaction.
    public func transactionEnded(_ report: TransactionReport) {
        transactions.record(report)
        guard let error = report.error else { return }
        errors.increment((error as? RoostError)?.code.description ?? "other")
    }

    /// Counts a query.
    public func queryEnded(_ report: QueryReport) { queries.record(report) }

    /// Counts a commit.
    public func commitEnded(_ report: CommitReport) { commits.record(report) }

    /// Counts a sweep.
    public func sweepEnded(_ report: SweepReport) { sweeps.record(report) }

    /// Counts what keeps the remains of cleared tables on the disk, among the errors.
    public func reclaimEnded(_ report: ReclaimReport) {
        guard let error = report.error else { return }
        errors.increment(error.code.description)
    }
}
#endif
