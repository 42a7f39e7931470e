/// Someone who is told what a database does: for metrics, logs, traces and alarms.
///
/// ```swift
/// var options = DatabaseOptions()
/// options.observers = [Slow()]
///
/// struct Slow: DatabaseObserver {
///     func queryEnded(_ report: QueryReport) {
///         if report.duration > .milliseconds(100) { print(report.plan) }
///     }
/// }
/// ```
///
/// Every method has an implementation that does nothing. They are called on the thread that did the work, some of them
/// before the transaction around it has ended: an observer should be quick, and must not use the database it observes,
/// which would be ``RoostError/Code/reentrant``. Without observers nothing is measured.
public protocol DatabaseObserver: Sendable {
    /// A transaction has ended: a scope, or a verb outside one.
    func transactionEnded(_ report: TransactionReport)
    /// A query has been run, alone or inside a transaction, which is told of later.
    func queryEnded(_ report: QueryReport)
    /// A group of write transactions has been handed to the engine.
    func commitEnded(_ report: CommitReport)
    /// A sweep has ended.
    func sweepEnded(_ report: SweepReport)
    /// The removal of what cleared tables left behind has ended, or has failed: see ``ReclaimReport/error``.
    func reclaimEnded(_ report: ReclaimReport)
}

extension DatabaseObserver {
    /// Does nothing.
    public func transactionEnded(_ report: TransactionReport) {}
    /// Does nothing.
    public func queryEnded(_ report: QueryReport) {}
    /// Does nothing.
    public func commitEnded(_ report: CommitReport) {}
    /// Does nothing.
    public func sweepEnded(_ report: SweepReport) {}
    /// Does nothing.
    public func reclaimEnded(_ report: ReclaimReport) {}
}
