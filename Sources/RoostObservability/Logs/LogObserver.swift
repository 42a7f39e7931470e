#if Observability
public import Logging
public import Roost

/// Logs what a database does to swift-log.
///
/// ```swift
/// options.observers = [LogObserver(logger: logger)]
/// ```
///
/// It writes by the logger that it is given, and stays below `info` in normal work: transactions and commits are logged at
/// `trace`, queries, sweeps and failures at `debug`, because failures are thrown to whoever can deal with them. A query
/// that takes 100 ms or longer is a warning, with its plan, what it has read and the index that would serve it, since
/// nobody else is told that it was slow; a program whose queries are meant to take long sets ``slowQuery`` higher, or to
/// nil. It may ask for warnings of failed commits.
///
/// | message | level | metadata |
/// | --- | --- | --- |
/// | `transaction` | `trace` | `roost.kind`, `roost.duration`, counts |
/// | `transaction failed` | `debug` | the same, `roost.error` |
/// | `query` | `debug` | `roost.table`, `roost.index`, `roost.duration`, counts |
/// | `query failed` | `debug` | the same, `roost.error` |
/// | `slow query` | `warning` | as for `query`, `roost.plan`, `roost.suggestedIndex` |
/// | `commit` | `trace` | `roost.transactions`, `roost.bytes`, `roost.synced`, `roost.duration` |
/// | `commit failed` | `debug`, or `warning` when asked for | the same, `roost.error` |
/// | `reclaim failed` | `warning` | `roost.tables`, `roost.keys`, `roost.duration`, `roost.error` |
/// | `sweep` | `debug` | `roost.swept`, `roost.unreadable`, `roost.batches`, `roost.lag`, `roost.duration` |
///
/// Durations are in seconds. Stored values are never logged: a plan shows fields and operators, an error of Roost its code
/// and place, another error its type.
///
/// - Complexity: a level that is off costs a comparison.
public struct LogObserver: DatabaseObserver {
    /// Where it logs to. Its metadata goes with every message, such as the name of the database where there are several.
    public var logger: Logger
    /// A query that takes as long or longer is a warning; nil when none is. 100 ms unless said otherwise, as in
    /// `DatabaseOptions.slowQueryThreshold`.
    public var slowQuery: Duration? = .milliseconds(100)
    /// Whether a commit that fails, after which the store takes no more writes, is a warning.
    public var warnsOfFailedCommits = false

    /// Logs, with warnings of slow queries alone.
    public init(logger: Logger) {
        self.logger = logger
    }

    /// Logs a transaction.
    public func transactionEnded(_ report: TransactionReport) {
        guard report.error == nil else {
            return logger.debug("transaction failed", metadata: LogMetadata.of(report))
        }
        logger.trace("transaction", metadata: LogMetadata.of(report))
    }

    /// Logs a query.
    public func queryEnded(_ report: QueryReport) {
        if let slowQuery, report.duration >= slowQuery {
            logger.warning("slow query", metadata: LogMetadata.of(slow: report))
        } else {
            logger.debug(report.error == nil ? "query" : "query failed", metadata: LogMetadata.of(report))
        }
    }

    /// Logs a commit.
    public func commitEnded(_ report: CommitReport) {
        guard report.error == nil else {
            let level: Logger.Level = warnsOfFailedCommits ? .warning : .debug
            return logger.log(level: level, "commit failed", metadata: LogMetadata.of(report))
        }
        logger.trace("commit", metadata: LogMetadata.of(report))
    }

    /// Logs a sweep.
    public func sweepEnded(_ report: SweepReport) {
        logger.debug("sweep", metadata: LogMetadata.of(report))
    }

    /// Logs what keeps the remains of cleared tables on the disk: nobody else waits for their removal.
    public func reclaimEnded(_ report: ReclaimReport) {
        guard report.error != nil else { return }
        logger.warning("reclaim failed", metadata: LogMetadata.of(report))
    }
}
#endif
