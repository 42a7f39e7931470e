import RoostEngine

/// Removes expired records, in batches small enough that no writer waits long.
final class Sweeper: Sendable {
    private let pipeline: CommitPipeline
    private let published: PublishedCatalog
    private let compactor: Compactor
    private let clock: WallClock
    /// What was deleted by table id since its range was last compacted.
    private let swept = Guarded<[UInt64: SweptRanges]>([:])
    private let isStopped = Guarded(false)

    init(pipeline: CommitPipeline, published: PublishedCatalog, compactor: Compactor, clock: WallClock) {
        self.pipeline = pipeline
        self.published = published
        self.compactor = compactor
        self.clock = clock
    }

    /// The tables of which it remembers what was swept.
    var rememberedTables: Set<UInt64> { swept.withLock { Set($0.keys) } }

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
        guard let now = clock.sweepTime else {
            report.isPostponed = true
            return report
        }
        let tables = published.current.tables.values
        forgetOthers(than: tables)
        for table in tables.sorted(by: { $0.name < $1.name }) where table.expiry != nil {
            try sweep(table, at: now, batchSize, isCancelled, &report)
            let ranges = rangesToCompact(of: table)
            guard !ranges.isEmpty else { continue }
            try checkGoingOn(isCancelled)
            try compactor.compact(ranges, isCancelled: isCancelled)
            report.compacted = true
        }
        report.duration = ContinuousClock.now - start
        return report
    }

    /// A table that was cleared has another identifier, and what it left is removed by others.
    private func forgetOthers(than tables: some Collection<TableLayout>) {
        let current = Set(tables.map(\.id))
        swept.withLock { swept in
            for table in swept.keys where !current.contains(table) { swept[table] = nil }
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
