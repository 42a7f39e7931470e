extension Records where S: WriteScope & ~Escapable {
    /// Writes new records, as one statement.
    ///
    /// - Parameters:
    ///   - records: the records, written in this order.
    ///   - onConflict: what becomes of a record whose primary key or unique key is taken.
    /// - Returns: the primary keys of the records written, in order.
    /// - Throws: the first failure, with every failing position in ``RoostError/failures``; nothing is changed then.
    @discardableResult
    public func bulkAdd(
        _ records: some Sequence<R>, onConflict: ConflictPolicy = .abort
    ) throws -> [R.Key] {
        try scope._write { try $0.bulkWrite(records, .add, onConflict, in: table) }
    }

    /// Writes records over those with their primary keys, as one statement. Of two with one key, the last wins.
    ///
    /// - Parameters:
    ///   - records: the records, written in this order.
    ///   - onConflict: what becomes of a record whose unique key is taken.
    /// - Returns: the primary keys of the records written, in order.
    /// - Throws: the first failure, with every failing position in ``RoostError/failures``; nothing is changed then.
    @discardableResult
    public func bulkPut(
        _ records: some Sequence<R>, onConflict: ConflictPolicy = .abort
    ) throws -> [R.Key] {
        try scope._write { try $0.bulkWrite(records, .put, onConflict, in: table) }
    }

    /// Changes records with typed changes, as one statement.
    ///
    /// - Parameter updates: primary keys with the changes of each; a key without a record is left out.
    /// - Returns: the number of records found.
    /// - Throws: the first failure, with every failing position in ``RoostError/failures``; nothing is changed then.
    @discardableResult
    public func bulkUpdate(_ updates: some Sequence<(key: R.Key, changes: [Change<R>])>) throws -> Int {
        try scope._write { try $0.bulkUpdate(updates, in: table) }
    }

    /// Deletes the records with some primary keys, as one statement; a key without a record is left out.
    ///
    /// - Returns: the number of records deleted.
    @discardableResult
    public func bulkDelete(_ keys: some Sequence<R.Key>) throws -> Int {
        try scope._write { try $0.bulkDelete(keys, in: table) }
    }
}

extension Records where S == Database {
    /// Writes records in transactions of `chunkSize` each, for loads that are too large for one.
    ///
    /// - Parameters:
    ///   - records: the records, written in this order.
    ///   - chunkSize: records in one transaction.
    ///   - progress: called after each transaction with the number of records written so far.
    /// - Returns: the number of records written.
    /// - Throws: the first failure; the transactions before it stay.
    @discardableResult
    public func bulkPut(
        _ records: some Sequence<R>, chunkSize: Int, progress: (Int) -> Void = { _ in }
    ) throws -> Int {
        try inChunks(records, chunkSize, progress) { try bulkPut($0) }
    }

    /// Writes new records in transactions of `chunkSize` each, for loads that are too large for one.
    ///
    /// - Parameters:
    ///   - records: the records, written in this order.
    ///   - chunkSize: records in one transaction.
    ///   - progress: called after each transaction with the number of records written so far.
    /// - Returns: the number of records written.
    /// - Throws: the first failure; the transactions before it stay.
    @discardableResult
    public func bulkAdd(
        _ records: some Sequence<R>, chunkSize: Int, progress: (Int) -> Void = { _ in }
    ) throws -> Int {
        try inChunks(records, chunkSize, progress) { try bulkAdd($0) }
    }

    private func inChunks(
        _ records: some Sequence<R>, _ chunkSize: Int, _ progress: (Int) -> Void, _ write: ([R]) throws -> Void
    ) throws -> Int {
        guard chunkSize > 0 else {
            throw RoostError(.invalidArgument, "a chunk has at least one record, not \(chunkSize)")
        }
        var chunk: [R] = []
        var written = 0
        func flush() throws {
            guard !chunk.isEmpty else { return }
            try write(chunk)
            written += chunk.count
            chunk.removeAll(keepingCapacity: true)
            progress(written)
        }
        for record in records {
            chunk.append(record)
            if chunk.count == chunkSize { try flush() }
        }
        try flush()
        return written
    }
}
