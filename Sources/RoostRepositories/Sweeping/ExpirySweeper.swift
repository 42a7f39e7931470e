public import Roost

/// Sweeps a database for as long as it runs: often while much expires, rarely while nothing does.
///
/// ```swift
/// let sweeper = try ExpirySweeper(db)
/// try await sweeper.run()
/// ```
///
/// The first sweep begins at once. The time until the next is between the two intervals of the options: it doubles
/// while nothing is found, and shrinks when a sweep finds more than a batch or when what it finds has been due for
/// long. The sweeper keeps the database open as long as it exists.
///
/// A second sweeper of a database does no harm and is of no use: what one has removed the other does not find, and
/// emptied ranges are compacted once, whoever has emptied them.
///
/// ## Topics
/// ### Running
/// - ``init(_:options:clock:onEvent:)``
/// - ``run()``
/// ### Watching
/// - ``events``
public actor ExpirySweeper {
    private let database: Database
    private let options: ExpirySweeperOptions
    private let clock: LoopClock
    private let broadcast: EventBroadcast<SweepEvent>
    private var isRunning = false

    /// Prepares a sweeper; nothing happens until ``run()``.
    ///
    /// - Parameters:
    ///   - database: the database to sweep.
    ///   - options: intervals and the size of a batch.
    ///   - clock: what it sleeps by. Which records are expired is for the database's own clock to say.
    ///   - onEvent: is called after each sweep, on the sweeper's task; the next sweep waits for it to return.
    /// - Throws: ``MaintenanceError/Code/invalidArgument``.
    public init(
        _ database: Database, options: ExpirySweeperOptions = ExpirySweeperOptions(),
        clock: some Clock<Duration> = ContinuousClock(), onEvent: (@Sendable (SweepEvent) -> Void)? = nil
    ) throws {
        try options.validate()
        self.database = database
        self.options = options
        self.clock = LoopClock(clock)
        broadcast = EventBroadcast(onEvent)
    }

    /// What happens from now on, for one consumer; ask again for each other.
    ///
    /// A stream keeps the last 64 events for a consumer that is slow. It ends when ``run()`` ends, and with the sweeper.
    public nonisolated var events: AsyncStream<SweepEvent> { broadcast.subscribe() }

    /// Sweeps again and again. Returns when its task is cancelled or the database is closed; the latter is noticed by
    /// the next sweep.
    ///
    /// An error of one sweep is an event, and the sweep is tried again: after the shortest interval, then after twice
    /// that time and so on.
    ///
    /// - Throws: ``MaintenanceError/Code/alreadyRunning``; `RoostError.Code.poisoned`, because a database whose commit
    ///   failed takes no more writes until it is opened again.
    /// - Complexity: each sweep reads the expired records and deletes them with their index entries. One that finds
    ///   nothing reads a key for each table whose records expire.
    public func run() async throws {
        guard !isRunning else { throw MaintenanceError(.alreadyRunning, "the sweeper runs already") }
        isRunning = true
        defer {
            isRunning = false
            broadcast.finish()
        }
        let pace = options.pace
        var interval = options.minimumInterval
        try await MaintenanceLoop.run(on: clock) {
            let report = try await database.sweep(batchSize: options.batchSize)
            interval = pace.interval(after: report, waited: interval)
            broadcast.send(.swept(report, next: interval))
            return interval
        } failed: { error, failures in
            interval = pace.interval(afterFailures: failures)
            broadcast.send(.failed(error, next: interval))
            return interval
        }
    }
}
