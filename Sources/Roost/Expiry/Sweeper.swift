import RoostEngine

/// Removes expired records, in batches small enough that no writer waits long.
final class Sweeper: Sendable {
    /// A jump of the clock that is believed only when it is seen a second time, in milliseconds.
    private static let suspiciousJump: UInt64 = 86_400_000
    /// Deleted entries, and bytes of JSON, after which an emptied range is compacted: what is deleted still has to be
    /// walked over until then.
    private static let compactedDeletes = 50_000
    private static let compactedBytes = 8 << 20

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
    private let garbage = Guarded<[UInt64: (deletes: Int, bytes: Int)]>([:])

    init(store: any OrderedStore, pipeline: CommitPipeline, published: PublishedCatalog, clock: WallClock) {
        self.store = store
        self.pipeline = pipeline
        self.published = published
        self.clock = clock
        lastLook = Guarded(Look(time: clock.reading, instant: .now))
    }

    /// Removes everything that is expired now.
    func run(batchSize: Int) throws -> SweepReport {
        var report = SweepReport()
        let start = ContinuousClock.now
        // Not a time that the clock once showed and has taken back: what is swept is gone.
        let now = clock.reading
        if isSuspicious(now) {
            report.isPostponed = true
            return report
        }
        for table in published.current.tables.values.sorted(by: { $0.name < $1.name }) where table.expiry != nil {
            try sweep(table, at: now, batchSize, &report)
            if let range = rangeToCompact(of: table) {
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
    private func sweep(_ table: TableLayout, at now: UInt64, _ batchSize: Int, _ report: inout SweepReport) throws {
        var position = SweepPosition()
        while !position.isAtEnd {
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
            garbage.withLock { garbage in
                let before = garbage[table.id] ?? (0, 0)
                garbage[table.id] = (before.deletes + batch.deletes, before.bytes + batch.jsonBytes)
            }
        }
    }

    private func rangeToCompact(of table: TableLayout) -> KeyRange? {
        garbage.withLock { garbage in
            guard let (deletes, bytes) = garbage[table.id],
                deletes >= Self.compactedDeletes || bytes >= Self.compactedBytes
            else { return nil }
            garbage[table.id] = nil
            return KeyRange(prefix: SystemKeys.prefix(table: table.id))
        }
    }
}
