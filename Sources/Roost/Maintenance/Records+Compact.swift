import RoostEngine

extension Records where S == Database {
    /// Rewrites the table's files without deleted and overwritten data, so that what was deleted is gone from the disk.
    ///
    /// A delete alone leaves the old bytes in the files until LevelDB comes to rewrite them. Reads and writes go on
    /// meanwhile; a read transaction that began before keeps what it sees in the files until it ends. LevelDB notes the
    /// first and last key of each file in its manifest, which is written anew when the store is opened: what must not
    /// be found on the disk belongs into fields that are neither the primary key nor indexed.
    ///
    /// - Throws: ``RoostError/Code/tableNotDeclared``, ``RoostError/Code/reentrant`` inside one of the database's own
    ///   transactions, ``RoostError/Code/closed`` also when the database is closed meanwhile, and
    ///   ``RoostError/Code/io``.
    /// - Complexity: reads and writes about the whole table; blocks its caller for that time.
    public func compact() throws {
        let table = table
        try scope.compact(table)
    }

    /// Rewrites the table's files without deleted and overwritten data, without blocking a cooperative thread. Ends with
    /// the piece at hand, and with `CancellationError`, when the task is cancelled.
    public func compact() async throws {
        let (scope, table) = (scope, table)
        try await offCooperativeThreads { isCancelled in try scope.compact(table, isCancelled: isCancelled) }
    }
}

extension Database {
    fileprivate func compact<R: Record>(_ table: Table<R, R.Key>, isCancelled: () -> Bool = { false }) throws {
        try outsideTransactions("compacted") {
            let layout = try _read(.view) { try $0.layout(of: table) }
            try compactor.compact([KeyRange(prefix: SystemKeys.prefix(table: layout.id))], isCancelled: isCancelled)
        }
    }
}
