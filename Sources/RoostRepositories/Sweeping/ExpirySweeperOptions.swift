/// How an ``ExpirySweeper`` works.
public struct ExpirySweeperOptions: Sendable, Hashable {
    /// The shortest time between two sweeps. One second unless said otherwise, from a millisecond to a day.
    public var minimumInterval = Duration.seconds(1)
    /// The longest time between two sweeps. Five minutes unless said otherwise, up to a day. It is also the longest that
    /// `run()` takes to notice that the database was closed.
    public var maximumInterval = Duration.seconds(300)
    /// The most records removed by one commit, and the number a sweep should find: 500 unless said otherwise.
    public var batchSize = 500

    /// The defaults.
    public init() {}

    func validate() throws {
        try MaintenanceError.check("minimumInterval", minimumInterval, .millisecond ... .day)
        try MaintenanceError.check("maximumInterval", maximumInterval, minimumInterval ... .day)
        try MaintenanceError.check("batchSize", batchSize, 1...1_000_000)
    }

    var pace: SweepPace { SweepPace(range: minimumInterval...maximumInterval, target: batchSize) }
}
