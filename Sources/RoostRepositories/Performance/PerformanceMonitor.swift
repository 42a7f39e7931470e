import Foundation
public import Roost

/// Watches how a database performs, tells of what is out of the ordinary, and acts on it.
///
/// ```swift
/// let monitor = try PerformanceMonitor()
/// var options = DatabaseOptions()
/// options.observers = [monitor]
/// let db = try Database.open(at: path, tables: tables, options: options)
/// let watching = Task { try await monitor.run(db) }
/// for await event in monitor.events { print(event) }
/// ```
///
/// Unless told otherwise it cleans up when the files are larger than 50 MB, where no ``SizeMonitor`` does, and tells of
/// queries over 100 ms and of more than 1 % of failing transactions: see ``PerformanceTrigger``. Slow queries and error
/// rates are noticed and told at once; sizes are looked at, and actions run, by ``run(_:)`` or ``check(_:)``. One monitor
/// belongs to one database.
///
/// - Complexity: each transaction, query and commit costs a lock and a few additions, about 0.1 µs; nothing is read from
///   the database and memory does not grow with the number of operations.
public final class PerformanceMonitor: DatabaseObserver, @unchecked Sendable {
    // `@unchecked Sendable`: what changes is only touched under the lock. It is a lock of Foundation, because
    // ThreadSanitizer cannot see that of `Synchronization.Mutex` on Linux.
    private let lock = NSLock()
    private var tally: PerformanceTally
    private var watches: PerformanceWatches

    let clock: PerformanceClock
    let interval: Duration
    let streams: EventBroadcast<PerformanceEvent>
    let watchesSizes: Bool
    private let leastSlowQuery: Duration?

    /// Makes a monitor, to be given to `DatabaseOptions.observers`.
    ///
    /// - Parameters:
    ///   - options: what is watched, and how often.
    ///   - clock: what `run(_:)` sleeps by and what windows and pauses are measured by.
    /// - Throws: ``PerformanceOptionError`` for an option out of its domain.
    public init(
        options: PerformanceMonitorOptions = PerformanceMonitorOptions(),
        clock: some Clock<Duration> = ContinuousClock()
    ) throws {
        try options.validate()
        tally = PerformanceTally(stallLimit: options.stallLimit)
        watches = PerformanceWatches(options.triggers)
        self.clock = PerformanceClock(clock)
        interval = options.interval
        streams = EventBroadcast(options.handler)
        watchesSizes = watches.watchesSizes
        leastSlowQuery = watches.leastSlowQuery
    }

    /// What happens from now on, for one consumer; any number of them may ask. A slow one keeps the latest 64 events.
    /// The stream ends with the monitor.
    public var events: AsyncStream<PerformanceEvent> { streams.subscribe() }

    /// What the database has done since the monitor was made.
    ///
    /// - Parameter database: where the number of open transactions is asked for; may be left out.
    /// - Complexity: looks at some 2,500 counters.
    public func snapshot(of database: Database? = nil) -> PerformanceSnapshot {
        let tally = lock.withLock { self.tally }
        var snapshot = tally.snapshot
        snapshot.openTransactions = database?.openTransactions
        return snapshot
    }

    /// Counts a transaction.
    public func transactionEnded(_ report: TransactionReport) {
        let code = report.error.flatMap { ($0 as? RoostError)?.code }
        let uptime = clock.uptime(from: report.start, for: report.duration)
        lock.lock()
        tally.add(report, code)
        let events = watches.transaction(code, at: uptime)
        lock.unlock()
        for event in events { streams.send(event) }
    }

    /// Counts a query, and looks whether it was slow.
    public func queryEnded(_ report: QueryReport) {
        lock.lock()
        tally.add(report)
        lock.unlock()
        guard let leastSlowQuery, report.duration > leastSlowQuery else { return }
        let shape = report.shape
        let uptime = clock.uptime(from: report.start, for: report.duration)
        for event in withWatches({ $0.slowQuery(report, shape, at: uptime) }) { streams.send(event) }
    }

    /// Counts a commit.
    public func commitEnded(_ report: CommitReport) { lock.withLock { tally.add(report) } }

    /// Counts a sweep.
    public func sweepEnded(_ report: SweepReport) { lock.withLock { tally.add(report) } }

    func withWatches<Result>(_ body: (inout PerformanceWatches) -> Result) -> Result {
        lock.withLock { body(&watches) }
    }
}
