extension Records where S: WriteScope & ~Escapable {
    /// Removes expired records of the table from the store, those that expired first before the others.
    ///
    /// They are absent from every operation without it. `Database.sweep(batchSize:)` does it for all tables, and does not
    /// believe a clock that has jumped ahead until it looks again; this is for programs that need the room of one table
    /// now, and goes by `Database.now` alone. Records that cannot be read stay.
    ///
    /// - Parameter limit: the most records removed, at least 1. Fewer are removed at once when they are large: about
    ///   4 MiB of JSON, or 1 MiB of changes.
    /// - Returns: the number of records removed; 0 when none is left that can be.
    /// - Throws: ``RoostError/Code/invalidArgument`` for a limit below 1; what commits throw.
    /// - Complexity: reads each of them and deletes it with its index entries.
    @discardableResult
    public func removeExpired(limit: Int = 500) throws -> Int {
        try scope._write { try $0.removeExpired(of: table, limit: limit) }
    }
}

extension WriteContext {
    func removeExpired<R: Record>(of table: Table<R, R.Key>, limit: Int) throws -> Int {
        guard limit > 0 else { throw RoostError(.invalidArgument, "a limit of \(limit) records; it has to be above 0") }
        let layout = try layout(of: table)
        return try statement(on: layout) {
            var batch = SweepBatch()
            batch.end.isAtEnd = false
            repeat {
                batch = try sweep(layout, from: batch.end, at: now, limit: limit)
            } while batch.swept == 0 && batch.rows > 0 && !batch.end.isAtEnd
            return batch.swept
        }
    }
}
