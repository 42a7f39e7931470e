import RoostEngine

/// Removes expired records, in batches small enough that no writer waits long.
final class Sweeper: Sendable {
    /// A jump of the clock that is believed only when it is seen a second time, in milliseconds.
    private static let suspiciousJump: UInt64 = 86_400_000
    /// When it last looked: by the clock that expires records, and by one that only runs.
    private struct Look {
        let time: UInt64
        let instant: ContinuousClock.Instant
    }

    private let store: any OrderedStore
    private let pipeline: CommitPipeline
    private let published: PublishedCatalog
    private let clock: WallClock
    private let lastLook: Guarded<Look>
    /// What was deleted by table id since its range was last compacted.
    private let swept = Guarded<[UInt64: SweptRanges]>([:])
    private let isStopped = Guarded(false)

    init(store: any OrderedStore, pipeline: CommitPipeline, published: PublishedCatalog, clock: WallClock) {
        self.store = store
        self.pipeline = pipeline
        self.published = published
        self.clock = clock
        lastLook = Guarded(Look(time: clock.reading, instant: .now))
    }

    /// Lets the batches at hand finish and begins no other.
    func stop() {
        isStopped.withLock { $0 = true }
    }

    /// Removes everything that is expired now.
    ///
    /// - Parameters:
    ///   - batchSize: the most records removed by one commit.
    ///   - isCancelled: asked before each batch.
    func run(batchSize: Int, isCancelled: () -> Bool) throws -> SweepReport {
        var report = SweepReport()
        let start = ContinuousClock.now
        // Not a time that the clock once showed and has taken back: what is swept is gone.
        let now = clock.reading
        if isSuspicious(now) {
            report.isPostponed = true
            return report
        }
        for table in published.current.tables.values.sorted(by: { $0.name < $1.name }) where table.expiry != nil {
            try sweep(table, at: now, batchSize, isCancelled, &report)
            for range in rangesToCompact(of: table) {
                try checkGoingOn(isCancelled)
                try engine { try store.compact(range) }
                report.compacted = true
            }
        }
        report.duration = ContinuousClock.now - start
        return report
    }

    private func isSuspicious(_ now: UInt64) -> Bool {
        lastLook.withLock { last in
            // Inside the lock: of two sweeps at once, the later look must not have the earlier instant.
            let instant = ContinuousClock.now
            let before = last
            last = Look(time: now, instant: instant)
            let passed = UInt64(max(0, (instant - before.instant) / .milliseconds(1)))
            return now > before.time + passed + Self.suspiciousJump
        }
    }

    /// Sweeps one table, batch by batch.
    private func sweep(
        _ table: TableLayout, at now: UInt64, _ batchSize: Int, _ isCancelled: () -> Bool, _ report: inout SweepReport
    ) throws {
        var position = SweepPosition()
        while !position.isAtEnd {
            try checkGoingOn(isCancelled)
            var batch = SweepBatch()
            let from = position
            try pipeline.maintain { context in
                // The table may have been cleared meanwhile.
                guard let current = context.catalog.tables[table.name], current.id == table.id else { return }
                batch = try context.sweep(current, from: from, at: now, limit: batchSize)
            }
            position = batch.end
            guard batch.rows > 0 else { return }
            if let first = batch.firstExpiry {
                report.lag = max(report.lag, .milliseconds(Int64(now - min(first, now))))
            }
            report.swept += batch.swept
            report.unreadable += batch.unreadable
            report.jsonBytes += batch.jsonBytes
            report.batches += 1
            swept.withLock { $0[table.id, default: SweptRanges()].add(batch.deleted) }
        }
    }

    private func checkGoingOn(_ isCancelled: () -> Bool) throws {
        if isStopped.withLock({ $0 }) { throw RoostError(.closed, "the database was closed while it was swept") }
        if isCancelled() { throw CancellationError() }
    }

    private func rangesToCompact(of table: TableLayout) -> [KeyRange] {
        swept.withLock { swept in
            guard let ranges = swept[table.id], ranges.isWorthCompacting else { return [] }
            swept[table.id] = nil
            return ranges.ranges
        }
    }
}
