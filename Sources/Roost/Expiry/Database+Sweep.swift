extension Database {
    /// Removes the expired records of all tables from the store.
    ///
    /// They are absent from every operation without it; this gives their bytes back. A sweep commits after every batch,
    /// so that writers wait for one batch at most, and begins where the one before has ended. After 50,000 deletes or
    /// 8 MiB it compacts the emptied ranges. Its commits are `.none`: what a crash undoes is swept again. Records that
    /// cannot be read stay, and are counted.
    ///
    /// - Parameter batchSize: the most records removed by one commit, at least 1.
    /// - Throws: ``RoostError/Code/invalidArgument`` for an empty batch, ``RoostError/Code/reentrant`` inside one of the
    ///   database's own transactions, ``RoostError/Code/closed`` also when the database is closed meanwhile,
    ///   `CancellationError` when the task is cancelled, and what commits throw; what was swept before stays so.
    /// - Complexity: reads each expired record and deletes it with its index entries.
    @discardableResult
    public func sweep(batchSize: Int = 500) throws -> SweepReport {
        try sweep(batchSize, isCancelled: { Task.isCancelled })
    }

    /// Removes the expired records of all tables, without blocking a cooperative thread.
    @discardableResult
    public func sweep(batchSize: Int = 500) async throws -> SweepReport {
        try await offCooperativeThreads { isCancelled in try self.sweep(batchSize, isCancelled: isCancelled) }
    }

    private func sweep(_ batchSize: Int, isCancelled: () -> Bool) throws -> SweepReport {
        guard batchSize > 0 else { throw RoostError(.invalidArgument, "a batch has at least one record") }
        return try outsideTransactions("swept") {
            let report = try sweeper.run(batchSize: batchSize, isCancelled: isCancelled)
            observers?.tell(report)
            return report
        }
    }
}
