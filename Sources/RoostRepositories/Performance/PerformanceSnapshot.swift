public import Roost

/// What a database has done since its ``PerformanceMonitor`` was made, in numbers.
public struct PerformanceSnapshot: Sendable {
    /// What was done of one kind.
    public struct Operations: Sendable, Hashable {
        /// How often.
        public var count = 0
        /// How often it ended with an error, of whatever kind.
        public var failed = 0
        /// How long all of it took together.
        public var total = Duration.zero
        /// The duration that half did not exceed, with an error of 6.25 % at most.
        public var median = Duration.zero
        /// The duration that 99 % did not exceed, with an error of 6.25 % at most.
        public var percentile99 = Duration.zero
        /// The longest, exactly.
        public var longest = Duration.zero
    }

    /// Read transactions, verbs outside transactions among them.
    public var reads = Operations()
    /// Write transactions, verbs outside transactions among them.
    public var writes = Operations()
    /// Queries, which are parts of transactions.
    public var queries = Operations()
    /// Commits of the engine, each for one or more write transactions.
    public var commits = Operations()
    /// Sweeps.
    public var sweeps = Operations()

    /// Transactions that ended with a `RoostError`, by its code; those that are expected among them.
    public var errors: [RoostError.Code: Int] = [:]
    /// Transactions that ended with another error: one of a closure, or cancellation.
    public var otherErrors = 0
    /// What all transactions have read and written.
    public var counts = TransactionCounts()
    /// Queries that read a table without an index.
    public var tableScans = 0
    /// Write transactions that were committed.
    public var committedTransactions = 0
    /// Roughly the bytes of the keys and values of all commits.
    public var committedBytes = 0
    /// Commits that took longer than the limit.
    public var stalls = 0
    /// Expired records that were removed.
    public var swept = 0
    /// How long the record that was due first had been expired when the latest sweep began.
    public var sweepLag = Duration.zero
    /// The transactions that run at the moment; nil when no database was given.
    public var openTransactions: Int?

    /// Write transactions for each commit, on the average; 0 when there was no commit.
    public var meanBatchSize: Double {
        commits.count == 0 ? 0 : Double(committedTransactions) / Double(commits.count)
    }
}

extension PerformanceSnapshot: CustomStringConvertible {
    /// A few lines for people.
    public var description: String {
        var lines = [
            ("reads", reads), ("writes", writes), ("queries", queries), ("commits", commits), ("sweeps", sweeps),
        ]
        .map { "\($0): \($1)" }
        lines.append(
            "\(counts.keysRead) keys read, \(counts.recordsRead) records read, \(counts.recordsDecoded) decoded, "
                + "\(counts.recordsWritten) written; \(tableScans) table scans; \(swept) swept")
        lines.append(
            "\((meanBatchSize * 10).rounded() / 10) transactions a commit, \(PerformanceText.bytes(committedBytes)) "
                + "committed, \(stalls) stalls")
        let codes = errors.sorted { $0.key.description < $1.key.description }.map { "\($0.key) \($0.value)" }
        lines.append("errors: \((codes + ["other \(otherErrors)"]).joined(separator: ", "))")
        if let openTransactions { lines.append("open transactions: \(openTransactions)") }
        return lines.joined(separator: "\n")
    }
}

extension PerformanceSnapshot.Operations: CustomStringConvertible {
    /// One line.
    public var description: String {
        "\(count), \(failed) failed, median \(PerformanceText.duration(median)), "
            + "99 % \(PerformanceText.duration(percentile99)), longest \(PerformanceText.duration(longest))"
    }
}
