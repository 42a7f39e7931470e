import Roost

/// What a database has done, as it is added up.
struct PerformanceTally: Sendable {
    struct Operations: Sendable {
        private var latencies = LatencyHistogram()
        private var failed = 0

        mutating func add(_ duration: Duration, failed: Bool) {
            latencies.add(duration)
            if failed { self.failed += 1 }
        }

        var snapshot: PerformanceSnapshot.Operations {
            PerformanceSnapshot.Operations(
                count: Int(latencies.count), failed: failed, total: latencies.total, median: latencies.quantile(0.5),
                percentile99: latencies.quantile(0.99), longest: latencies.longest)
        }
    }

    private var reads = Operations()
    private var writes = Operations()
    private var queries = Operations()
    private var commits = Operations()
    private var sweeps = Operations()
    /// All but the operations, which are made when they are asked for.
    private var sums = PerformanceSnapshot()
    private let stallLimit: Duration

    init(stallLimit: Duration) {
        self.stallLimit = stallLimit
    }

    mutating func add(_ report: TransactionReport, _ code: RoostError.Code?) {
        let failed = report.error != nil
        switch report.kind {
        case .read: reads.add(report.duration, failed: failed)
        case .write: writes.add(report.duration, failed: failed)
        }
        sums.counts.keysRead += report.counts.keysRead
        sums.counts.recordsRead += report.counts.recordsRead
        sums.counts.recordsDecoded += report.counts.recordsDecoded
        sums.counts.recordsWritten += report.counts.recordsWritten
        sums.counts.indexEntriesWritten += report.counts.indexEntriesWritten
        guard failed else { return }
        if let code { sums.errors[code, default: 0] += 1 } else { sums.otherErrors += 1 }
    }

    mutating func add(_ report: QueryReport) {
        queries.add(report.duration, failed: report.error != nil)
        // The number of all records comes from a counter: that is a plan without conditions, and reads no table.
        if report.isTableScan, report.counts.keysRead > 0 { sums.tableScans += 1 }
    }

    mutating func add(_ report: CommitReport) {
        commits.add(report.duration, failed: report.error != nil)
        if report.duration > stallLimit { sums.stalls += 1 }
        guard report.error == nil else { return }
        sums.committedTransactions += report.transactions
        sums.committedBytes += report.bytes
    }

    mutating func add(_ report: SweepReport) {
        sweeps.add(report.duration, failed: false)
        sums.swept += report.swept
        sums.sweepLag = report.lag
    }

    var snapshot: PerformanceSnapshot {
        var snapshot = sums
        snapshot.reads = reads.snapshot
        snapshot.writes = writes.snapshot
        snapshot.queries = queries.snapshot
        snapshot.commits = commits.snapshot
        snapshot.sweeps = sweeps.snapshot
        return snapshot
    }
}
