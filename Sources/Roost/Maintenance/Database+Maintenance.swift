import RoostEngine

extension Database {
    /// Reads every record and compares it with every index and every counter, over one view. Works without the record
    /// types; records of tables that were declared are decoded as well, so that none is called sound which reading refuses.
    ///
    /// - Throws: when something cannot be read at all; a record that cannot be read, and what does not agree, is in the
    ///   report.
    /// - Complexity: reads the whole store once, decodes every record of a declared table, and looks every index entry up
    ///   once.
    public func verify() throws -> VerificationReport {
        try _read(.view) { try Verification(of: $0).report() }
    }

    /// Reads every record and compares it with every index and every counter, on one of the store's own threads.
    public func verify() async throws -> VerificationReport {
        try await readInBackground { try Verification(of: $0).report() }
    }

    /// The exact sizes of all tables and indexes, as the last commit left them.
    ///
    /// - Throws: ``RoostError/Code/corruption`` when a counter is damaged, and what reading throws.
    /// - Complexity: reads one row of counters a table, and looks at the folder.
    public func statistics() throws -> DatabaseStatistics {
        let bytesOnDisk = try engine { try store.bytesOnDisk() }
        return try _read(.view) { try $0.statistics(bytesOnDisk: bytesOnDisk) }
    }

    /// The exact sizes of all tables and indexes, read on one of the store's own threads.
    public func statistics() async throws -> DatabaseStatistics {
        try await readInBackground { [store] context in
            let bytesOnDisk = try engine { try store.bytesOnDisk() }
            return try context.statistics(bytesOnDisk: bytesOnDisk)
        }
    }

    /// Bytes of all files of the store; 0 in memory.
    ///
    /// - Complexity: looks at the folder, reads nothing.
    public func bytesOnDisk() throws -> UInt64 {
        try gate.pass { try engine { try store.bytesOnDisk() } }
    }

    /// The transactions that run at the moment, verbs outside transactions among them, and those that wait for their turn
    /// or for the disk.
    public var openTransactions: Int { gate.count }

    /// Removes what cleared tables left behind and rewrites the files without deleted and overwritten data.
    ///
    /// Reads and writes go on meanwhile. Blocks its caller for as long as the whole store takes to rewrite, which is done
    /// in pieces of about 32 MB.
    ///
    /// - Throws: ``RoostError/Code/reentrant`` inside one of the database's own transactions, ``RoostError/Code/closed``
    ///   also when the database is closed meanwhile, ``RoostError/Code/io``; what was rewritten before stays so.
    public func compact() throws {
        try compact(isCancelled: { false })
    }

    /// Removes what cleared tables left behind and rewrites the files, without blocking a cooperative thread. Ends with
    /// the piece at hand, and with `CancellationError`, when the task is cancelled.
    public func compact() async throws {
        try await offCooperativeThreads { isCancelled in try self.compact(isCancelled: isCancelled) }
    }

    private func compact(isCancelled: () -> Bool) throws {
        try outsideTransactions("compacted") {
            try reclaimer.runNow()
            try compactor.compact([.all], isCancelled: isCancelled)
        }
    }

    /// Removes what cleared tables left behind now, instead of in the background.
    ///
    /// - Throws: ``RoostError/Code/reentrant`` inside one of the database's own transactions, ``RoostError/Code/closed``
    ///   also when the database is closed meanwhile, and what commits and compactions throw.
    public func reclaim() throws {
        try outsideTransactions("reclaimed") { try reclaimer.runNow() }
    }

    /// Removes what cleared tables left behind now, without blocking a cooperative thread.
    public func reclaim() async throws {
        try await offCooperativeThreads { try self.reclaim() }
    }

    func outsideTransactions<T>(_ verb: String, _ body: () throws -> T) throws -> T {
        guard !ScopeStack.contains(self) else {
            throw RoostError(.reentrant, "the database was \(verb) inside one of its own transactions")
        }
        return try gate.pass(body)
    }
}
