public import Roost

/// A condition under which a ``PerformanceMonitor`` tells of an event, and what it then does.
///
/// ```swift
/// var options = PerformanceMonitorOptions()
/// options.triggers = [
///     .size(above: 200_000_000),
///     .slowQuery(over: .milliseconds(20)) { db, event in print(event) },
///     .errorRate(above: 0.05),
/// ]
/// ```
public struct PerformanceTrigger: Sendable {
    /// What is done. May use the database, and may throw: that is an event.
    public typealias Action = @Sendable (_ database: Database, _ event: PerformanceEvent) async throws -> Void

    /// When a trigger fires.
    public enum Condition: Sendable, Hashable {
        /// The files are larger than so many bytes. Fires once, and again after they were smaller than the lower mark or
        /// when the cool-down has passed since the action ended.
        case size(above: Int, relaxedBelow: Int, coolDown: Duration)
        /// A query took longer than this, the time of a closure of `each` or `modify` included. After that, queries of
        /// the same shape are quiet for a while: they are counted and the next event says how many there were.
        case slowQuery(over: Duration, quiet: Duration)
        /// A larger share, from 0 to 1, of the transactions in a sliding window has failed, and there were at least so
        /// many of them. Fires once, and again after the share was half of that.
        ///
        /// A transaction has failed when it threw a `RoostError` that is not ignored. What a closure throws of its own
        /// is no failure, and neither is cancellation.
        case errorRate(above: Double, window: Duration, minimum: Int, ignoring: Set<RoostError.Code>)
    }

    /// When it fires.
    public var condition: Condition
    /// What is done then, by the next check; nil when the event is all.
    public var action: Action?

    /// A trigger of any condition and action.
    public init(_ condition: Condition, action: Action? = nil) {
        self.condition = condition
        self.action = action
    }
}

extension PerformanceTrigger {
    /// Errors that are about data or about the end, and no failures of the store: a conflict with another record, and
    /// the use of a closed database.
    public static let expectedErrors: Set<RoostError.Code> = [.primaryKeyExists, .uniqueViolation, .closed]

    /// Removes expired records and rewrites the files without deleted and overwritten data. Does nothing while a
    /// ``SizeMonitor`` runs for the database, because that does it, or another monitor is cleaning it up.
    public static let cleanUp: Action = { database, _ in
        let turn = CleaningTurn()
        guard database.sizeDuty.beginCleaning(turn) else { return }
        defer { database.sizeDuty.endCleaning(turn) }
        try await database.sweep()
        try await database.compact()
    }

    /// Fires when the files are larger than 50 MB, and cleans up unless told otherwise.
    ///
    /// - Parameters:
    ///   - bytes: the limit. LevelDB's log, up to the size of its write buffer, is part of the files.
    ///   - relaxedBelow: the size below which it is armed again; 80 % of the limit unless said otherwise.
    ///   - coolDown: how long it is quiet when the action did not help; ten minutes unless said otherwise.
    ///   - action: what is done: ``cleanUp`` unless said otherwise.
    public static func size(
        above bytes: Int = 50_000_000, relaxedBelow: Int? = nil, coolDown: Duration = .seconds(600),
        action: Action? = cleanUp
    ) -> PerformanceTrigger {
        let lower = relaxedBelow ?? bytes / 5 * 4
        return PerformanceTrigger(.size(above: bytes, relaxedBelow: lower, coolDown: coolDown), action: action)
    }

    /// Fires when a query takes longer than 100 ms, for each shape of query once a minute unless said otherwise.
    ///
    /// - Parameters:
    ///   - limit: how long a query may take.
    ///   - quiet: for how long it is not told again of a shape.
    ///   - action: what is done; nothing unless said otherwise.
    public static func slowQuery(
        over limit: Duration = .milliseconds(100), quiet: Duration = .seconds(60), action: Action? = nil
    ) -> PerformanceTrigger {
        PerformanceTrigger(.slowQuery(over: limit, quiet: quiet), action: action)
    }

    /// Fires when more than 1 % of at least 100 transactions of the last minute have failed, unless said otherwise.
    ///
    /// - Parameters:
    ///   - limit: the share of failures, from 0 to 1.
    ///   - window: what is looked back on.
    ///   - minimum: the transactions that it takes to tell.
    ///   - ignored: errors that are no failures: ``expectedErrors`` unless said otherwise.
    ///   - action: what is done; nothing unless said otherwise.
    public static func errorRate(
        above limit: Double = 0.01, window: Duration = .seconds(60), minimum: Int = 100,
        ignoring ignored: Set<RoostError.Code> = expectedErrors, action: Action? = nil
    ) -> PerformanceTrigger {
        PerformanceTrigger(
            .errorRate(above: limit, window: window, minimum: minimum, ignoring: ignored), action: action)
    }
}

/// Stands for one cleaning where the database asks who does it.
private final class CleaningTurn: Sendable {}
