extension Records where S: WriteScope & ~Escapable {
    /// Writes a new record.
    ///
    /// - Returns: its primary key, assigned by the table when the record has none and the table does that.
    /// - Throws: ``RoostError/Code/primaryKeyExists``, ``RoostError/Code/uniqueViolation``; nothing is changed then.
    /// - Complexity: reads one record key and one key for each unique index; writes one record and one entry for each
    ///   index.
    @discardableResult
    public func add(_ record: R) throws -> R.Key {
        try scope._write { try $0.write(record, .add, in: table) }
    }

    /// Writes a record, over the one with its primary key if there is one.
    ///
    /// - Returns: its primary key, assigned by the table when the record has none and the table does that.
    /// - Throws: ``RoostError/Code/uniqueViolation``; nothing is changed then.
    /// - Complexity: reads the record it replaces; writes one record and the index entries that differ.
    @discardableResult
    public func put(_ record: R) throws -> R.Key {
        try scope._write { try $0.write(record, .put, in: table) }
    }

    /// Writes a new record that expires after a time of its own, in a table declared with `expiring(after:)`.
    ///
    /// - Parameters:
    ///   - record: the record.
    ///   - timeToLive: seconds from now on; infinity for never, 0 and less for expired at once.
    /// - Throws: as `put(_:timeToLive:)` and `add(_:)` do.
    /// - Complexity: as `add(_:)`.
    @discardableResult
    public func add(_ record: R, timeToLive: Double) throws -> R.Key {
        try scope._write { try $0.write(record, .add, timeToLive, in: table) }
    }

    /// Writes a record that expires after a time of its own, in a table declared with `expiring(after:)`.
    ///
    /// - Parameters:
    ///   - record: the record.
    ///   - timeToLive: seconds from now on; infinity for never.
    /// - Throws: ``RoostError/Code/invalidArgument`` for a time that is no number, and for a table that is declared
    ///   otherwise.
    @discardableResult
    public func put(_ record: R, timeToLive: Double) throws -> R.Key {
        try scope._write { try $0.write(record, .put, timeToLive, in: table) }
    }

    /// Writes a new record, or changes the one with its primary key.
    ///
    /// - Parameters:
    ///   - record: what to write when there is none.
    ///   - body: changes the stored one.
    /// - Returns: whether a record was written anew.
    @discardableResult
    public func upsert(_ record: R, update body: (inout R) throws -> Void) throws -> Bool {
        try scope._write { try $0.upsert(record, in: table, body) }
    }

    /// Writes a new record, or changes the one with its primary key with typed changes.
    ///
    /// ```swift
    /// try db[Visit.self].upsert(Visit(page: "/", count: 1), update: .increment(\.count))
    /// ```
    ///
    /// - Parameters:
    ///   - record: what to write when there is none. The changes are not applied to it.
    ///   - changes: applied to the stored one, as `update(_:_:)` does. None leave it as it is.
    /// - Returns: whether a record was written anew.
    /// - Throws: what `add(_:)` and the changes throw; nothing is changed then.
    /// - Complexity: reads one record; decodes nothing; writes it and the index entries that differ.
    @discardableResult
    public func upsert(_ record: R, update changes: Change<R>...) throws -> Bool {
        try scope._write { try $0.upsert(record, changes, in: table) }
    }

    /// Changes one record with typed changes. A record whose JSON stays the same is not written. A change of the primary
    /// key moves the record.
    ///
    /// - Returns: whether there is such a record.
    /// - Throws: what the changes throw; ``RoostError/Code/primaryKeyExists`` when the record would move onto another,
    ///   ``RoostError/Code/uniqueViolation``. Nothing is changed then.
    /// - Complexity: reads one record; decodes nothing; writes it and the index entries that differ.
    @discardableResult
    public func update(_ key: R.Key, _ changes: Change<R>...) throws -> Bool {
        try scope._write { try $0.update(key, changes, in: table) }
    }

    /// Changes one record with a closure. A record whose JSON stays the same is not written. The closure may change the
    /// primary key, which moves the record.
    ///
    /// - Returns: whether there is such a record.
    @discardableResult
    public func update(_ key: R.Key, _ body: (inout R) throws -> Void) throws -> Bool {
        try scope._write { try $0.update(key, in: table, body) }
    }

    /// Deletes one record.
    ///
    /// - Returns: whether there was such a record.
    @discardableResult
    public func delete(_ key: R.Key) throws -> Bool {
        try scope._write { try $0.delete(key, in: table) }
    }

    /// Deletes all records. Auto-increment keys are not assigned again.
    ///
    /// - Complexity: writes a handful of keys, whatever the size; the old ones are removed in the background.
    public func clear() throws {
        try scope._write { try $0.clear(table) }
    }
}
