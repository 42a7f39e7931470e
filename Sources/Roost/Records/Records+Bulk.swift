extension Records where S: WriteScope & ~Escapable {
    /// Writes new records, as one statement.
    ///
    /// - Parameters:
    ///   - records: the records, written in this order.
    ///   - onConflict: what becomes of a record whose primary key or unique key is taken.
    ///   - timeToLive: seconds until they expire, in a table declared with `expiring(after:)`; nil for the table's own.
    /// - Returns: the primary keys of the records written, in order.
    /// - Throws: the first failure, with every failing position in ``RoostError/failures``; nothing is changed then.
    @discardableResult
    public func bulkAdd(
        _ records: some Sequence<R>, onConflict: ConflictPolicy = .abort, timeToLive: Double? = nil
    ) throws -> [R.Key] {
        try scope._write { try $0.bulkWrite(records, .add, onConflict, timeToLive, in: table) }
    }

    /// Writes records over those with their primary keys, as one statement. Of two with one key, the last wins.
    ///
    /// - Parameters:
    ///   - records: the records, written in this order.
    ///   - onConflict: what becomes of a record whose unique key is taken.
    ///   - timeToLive: seconds until they expire, in a table declared with `expiring(after:)`; nil for the table's own.
    /// - Returns: the primary keys of the records written, in order.
    /// - Throws: the first failure, with every failing position in ``RoostError/failures``; nothing is changed then.
    @discardableResult
    public func bulkPut(
        _ records: some Sequence<R>, onConflict: ConflictPolicy = .abort, timeToLive: Double? = nil
    ) throws -> [R.Key] {
        try scope._write { try $0.bulkWrite(records, .put, onConflict, timeToLive, in: table) }
    }

    /// Changes records with typed changes, as one statement.
    ///
    /// - Parameter updates: primary keys with the changes of each, applied in this order; a key without a record is left
    ///   out.
    /// - Returns: the number of records found.
    /// - Throws: the first failure, with every failing position in ``RoostError/failures``; nothing is changed then. A
    ///   change of a primary key is ``RoostError/Code/invalidArgument``: which records the keys behind it mean would
    ///   depend on it.
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
