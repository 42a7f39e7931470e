public import Roost

/// Watches how large a database is, keeps a short history of it, and cleans up when it grows too large.
///
/// ```swift
/// let db = try Database.open(at: "shop.roost", tables: [Order.table, SizeMonitor.table])
/// let monitor = try SizeMonitor(db)
/// try await monitor.run()
/// ```
///
/// A round measures the size, keeps a sample where one is due, and compares the size on disk with each
/// ``SizeThreshold``. Everything it needs is counted as it is written: a round scans nothing, and readers and writers go
/// on meanwhile. The monitor keeps the database open as long as it exists.
///
/// A database in memory has no size on disk: it has statistics and a history, and exceeds no threshold.
///
/// A database is for one monitor to clean up: while one runs, `run()` of a second throws
/// ``MaintenanceError/Code/alreadyRunning``, its `check()` only measures, and so does
/// ``PerformanceTrigger/cleanUp`` of a ``PerformanceMonitor``.
///
/// ## Topics
/// ### Setting up
/// - ``table``
/// - ``init(_:options:clock:onEvent:)``
/// - ``register(_:)``
/// ### Running
/// - ``run()``
/// - ``check()``
/// - ``measure()``
/// ### Watching
/// - ``events``
/// - ``history()``
public actor SizeMonitor {
    /// The table of the history. Declare it when the database is opened.
    public static var table: Table<SizeSample, SizeSample.Key> { SizeSample.table }

    let database: Database
    let options: SizeMonitorOptions
    let clock: LoopClock
    let broadcast: EventBroadcast<SizeEvent>
    let store: SizeHistory
    private var isRunning = false
    /// Whether a round is under way that may run actions: there is never more than one.
    private var isActing = false
    var alarms: [SizeAlarm]
    private(set) var shrinkables: [any Shrinkable]
    /// What is kept in the store; nil when it has not been read yet.
    var samples: [SizeSample]?

    /// Prepares a monitor; nothing happens until ``run()`` or ``check()``.
    ///
    /// - Parameters:
    ///   - database: the database to watch, opened with ``table``.
    ///   - options: thresholds, intervals, and what shrinks.
    ///   - clock: what it sleeps by and takes times by.
    ///   - onEvent: is called for each event, on the monitor's task, which waits for it to return.
    /// - Throws: ``MaintenanceError/Code/invalidArgument``; `RoostError.Code.tableNotDeclared` when the database was
    ///   opened without ``table``, `RoostError.Code.closed`.
    /// - Complexity: reads one counter.
    public init(
        _ database: Database, options: SizeMonitorOptions = SizeMonitorOptions(),
        clock: some Clock<Duration> = ContinuousClock(), onEvent: (@Sendable (SizeEvent) -> Void)? = nil
    ) throws {
        try options.validate()
        // Now rather than in the first round.
        _ = try database.records(in: Self.table).count()
        self.database = database
        self.options = options
        self.clock = LoopClock(clock)
        broadcast = EventBroadcast(onEvent)
        store = SizeHistory(slot: options.historyInterval.inSeconds, limit: options.historyLimit)
        // What is done about a lower one may be enough for a higher one.
        alarms = options.thresholds.sorted { $0.bytes < $1.bytes }.map(SizeAlarm.init)
        shrinkables = options.shrinkables
    }

    /// What happens from now on, for one consumer; ask again for each other.
    ///
    /// A stream keeps the last 64 events for a consumer that is slow. It ends when ``run()`` ends, and with the monitor.
    public nonisolated var events: AsyncStream<SizeEvent> { broadcast.subscribe() }

    /// Adds something that is asked to shrink by ``SizeAction/shrink``, after what was registered before.
    public func register(_ shrinkable: any Shrinkable) {
        shrinkables.append(shrinkable)
    }

    /// The kept samples, oldest first.
    ///
    /// - Throws: what reading throws.
    /// - Complexity: reads them once, at most `historyLimit` small records; later from memory.
    public func history() async throws -> [SizeSample] {
        if let samples { return samples }
        let read = try await store.samples(in: database)
        // A round may have been quicker.
        samples = samples ?? read
        return read
    }

    /// The size now, without keeping it or doing anything about it.
    ///
    /// - Throws: what reading throws.
    /// - Complexity: reads the counters of each table and the lengths of the store's files.
    public func measure() async throws -> SizeReport {
        let history = try await history()
        let time = options.now()
        return SizeReport(try await database.statistics(), at: time, history: history)
    }

    /// One round: measures, keeps a sample where one is due, and does what the thresholds ask for.
    ///
    /// A round that begins while another is at it only measures. That way an action may call `check()`. The same holds
    /// while another monitor runs for the database.
    ///
    /// - Returns: the size as it was measured, before any action.
    /// - Throws: `RoostError.Code.closed`, `RoostError.Code.poisoned`, `CancellationError`, and what measuring throws.
    ///   What goes wrong in an action, or when a sample is written, is an event.
    /// - Complexity: as ``measure()``; where a sample is due, writes one record and removes one. Actions cost what they
    ///   do: a compaction reads and writes the whole store.
    @discardableResult
    public func check() async throws -> SizeReport {
        let report = try await measure()
        guard !isActing else { return report }
        let duty = database.sizeDuty
        guard duty.beginCleaning(self) else { return report }
        isActing = true
        defer {
            isActing = false
            duty.endCleaning(self)
        }
        try await keep(report.sample)
        try await act(on: report)
        return report
    }

    /// Does one round after another. Returns when its task is cancelled or the database is closed; the latter is noticed
    /// by the next round.
    ///
    /// The time between two rounds is that of the options, or shorter while the size would otherwise pass a threshold
    /// unnoticed if it went on growing as between the last two. A round that fails is an event, and is tried again.
    ///
    /// - Throws: ``MaintenanceError/Code/alreadyRunning``, also when another monitor of the database runs;
    ///   `RoostError.Code.poisoned`, because a database whose commit failed takes no more writes until it is opened again.
    public func run() async throws {
        guard !isRunning else { throw MaintenanceError(.alreadyRunning, "the monitor runs already") }
        let duty = database.sizeDuty
        guard duty.beginWatching(self) else {
            throw MaintenanceError(.alreadyRunning, "another monitor watches the size of this database; share it")
        }
        isRunning = true
        defer {
            isRunning = false
            duty.endWatching(self)
            broadcast.finish()
        }
        let pace = SizePace(range: options.minimumInterval...options.interval)
        var last: (bytes: Int, uptime: Duration)?
        try await MaintenanceLoop.run(on: clock) {
            let report = try await check()
            let uptime = clock.uptime()
            defer { last = (report.bytesOnDisk, uptime) }
            guard let last else { return options.interval }
            return pace.interval(
                bytes: report.bytesOnDisk, growth: report.bytesOnDisk - last.bytes, in: uptime - last.uptime,
                thresholds: alarms.lazy.map(\.threshold.bytes))
        } failed: { error, failures in
            broadcast.send(.failed(step: "measure", error))
            return pace.interval(afterFailures: failures)
        }
    }
}
