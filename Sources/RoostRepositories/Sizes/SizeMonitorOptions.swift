public import Foundation

/// How a ``SizeMonitor`` works.
public struct SizeMonitorOptions: Sendable {
    /// The sizes to be noticed, each with its own actions. One of 50 MB with an aggressive cleanup unless said otherwise.
    public var thresholds = [SizeThreshold()]
    /// The usual time between two rounds of `run()`. A minute unless said otherwise, up to a day. It is also the longest
    /// that `run()` takes to notice that the database was closed.
    public var interval = Duration.seconds(60)
    /// The shortest time between two rounds, while the size grows towards a threshold. One second unless said otherwise,
    /// at least a millisecond.
    public var minimumInterval = Duration.seconds(1)
    /// The time between two samples of the history. Five minutes unless said otherwise, from a second to a day.
    public var historyInterval = Duration.seconds(300)
    /// The most samples kept in the store: 288 unless said otherwise, which is a day of them. From 2 to 10,000.
    public var historyLimit = 288
    /// The most records that the sweep of a cleanup removes by one commit: 500 unless said otherwise.
    public var sweepBatchSize = 500
    /// What is asked to shrink in a cleanup. More can be registered later.
    public var shrinkables: [any Shrinkable] = []
    /// The time that samples bear; the system's unless a test brings its own.
    public var now: @Sendable () -> Date = { Date() }

    /// The defaults.
    public init() {}

    func validate() throws {
        for threshold in thresholds { try threshold.validate() }
        try MaintenanceError.check("minimumInterval", minimumInterval, .millisecond ... .day)
        try MaintenanceError.check("interval", interval, minimumInterval ... .day)
        try MaintenanceError.check("historyInterval", historyInterval, .seconds(1) ... .day)
        try MaintenanceError.check("historyLimit", historyLimit, 2...10_000)
        try MaintenanceError.check("sweepBatchSize", sweepBatchSize, 1...1_000_000)
    }
}
