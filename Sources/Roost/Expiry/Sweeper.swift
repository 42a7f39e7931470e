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
    private let lastLook = Guarded<Look?>(nil)
    /// What was deleted by table id since its range was last compacted.
    private let garbage = Guarded<[UInt64: (deletes: Int, bytes: Int)]>([:])

    init(store: any OrderedStore, pipeline: CommitPipeline, published: PublishedCatalog, clock: WallClock) {
        self.store = store
        self.pipeline = pipeline
        self.published = published
        self.clock = clock
    }

    /// Removes everything that is expired now.
    func run(batchSize: Int) throws -> SweepReport {
        var report = SweepReport()
        let start = ContinuousClock.now
        let now = clock.now
        if isSuspicious(now) {
            report.isPostponed = true
            return report
        }
        for table in published.current.tables.values.sorted(by: { $0.name < $1.name }) where table.expiry != nil {
            while try sweepBatch(of: table.name, at: now, batchSize, &report) {}
            if let range = rangeToCompact(of: table) {
                try engine { try store.compact(range) }
                report.compacted = true
            }
        }
        report.duration = ContinuousClock.now - start
        return report
    }

    private func isSuspicious(_ now: UInt64) -> Bool {
        let instant = ContinuousClock.now
        return lastLook.withLock { last in
            let before = last
            last = Look(time: now, instant: instant)
            guard let before else { return false }
            let passed = UInt64((instant - before.instant) / .milliseconds(1))
            return now > before.time + passed + Self.suspiciousJump
        }
    }

    /// Removes some records of a table in one commit; false when no expired one is left.
    private func sweepBatch(
        of name: String, at now: UInt64, _ batchSize: Int, _ report: inout SweepReport
    ) throws -> Bool {
        var batch = SweepBatch()
        try pipeline.maintain { context in
            // The table may have been cleared meanwhile.
            guard let table = context.catalog.tables[name] else { return }
            batch = try context.sweep(table, at: now, limit: batchSize)
        }
        guard batch.rows > 0 else { return false }
        if let first = batch.firstExpiry {
            report.lag = max(report.lag, .milliseconds(Int64(now - min(first, now))))
        }
        report.swept += batch.swept
        report.jsonBytes += batch.jsonBytes
        report.batches += 1
        garbage.withLock { garbage in
            let before = garbage[batch.table] ?? (0, 0)
            garbage[batch.table] = (before.deletes + batch.deletes, before.bytes + batch.jsonBytes)
        }
        return batch.rows == batchSize
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

/// What one commit of a sweep has removed.
struct SweepBatch {
    var table: UInt64 = 0
    /// Rows of the queue, of records that were expired still and of others.
    var rows = 0
    var swept = 0
    /// Keys deleted: records, their entries, rows.
    var deletes = 0
    var jsonBytes = 0
    var firstExpiry: UInt64?
}

extension WriteContext {
    /// Removes expired records from the front of a table's queue, and moves the swept mark behind them.
    func sweep(_ table: TableLayout, at now: UInt64, limit: Int) throws -> SweepBatch {
        var batch = SweepBatch(table: table.id)
        guard let expiry = table.expiry else { return batch }
        let mark = try sweptMark(of: expiry)
        let chunk = EntryChunk()
        let range = expiry.range(from: mark, expiredAt: now)
        _ = try engine {
            try reader.scan(range, .forward, ScanLimit(entries: limit, bytes: .max), keysOnly: true, into: chunk)
        }
        guard chunk.count > 0 else { return batch }
        batch.rows = chunk.count
        var newMark = mark
        let before = counts.indexEntriesWritten
        for position in 0..<chunk.count {
            let row = chunk.key(at: position)
            let time = try expiry.expiry(ofRow: row)
            batch.firstExpiry = batch.firstExpiry ?? time
            newMark = time
            let primaryKey = [UInt8](expiry.primaryKey(ofRow: row))
            let record = try json(of: primaryKey.span, in: table, into: &scratch.oldJSON)
            if let record, record.envelope.expiry == time {
                try remove(record, primaryKey, in: table)
                batch.swept += 1
                batch.jsonBytes += scratch.oldJSON.count
                batch.deletes += 2
            } else {
                self.batch.delete(row)
                batch.deletes += 1
            }
        }
        batch.deletes += counts.indexEntriesWritten - before
        // Rows with the time of the last one may be left.
        if chunk.count < limit { newMark = max(mark, min(now, ExpiryTime.latest) + 1) }
        if newMark > mark {
            self.batch.put(expiry.sweptMarkKey, newMark.bigEndianBytes)
            writer.sweptMarks[table.id] = max(newMark, writer.sweptMarks[table.id] ?? 0)
        }
        return batch
    }
}
