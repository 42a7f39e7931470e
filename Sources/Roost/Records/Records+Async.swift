/// The verbs that write and those that may read many keys, off the cooperative threads: each is its own transaction on one
/// of the store's own threads.
extension Records where S == Database {
    /// Writes a new record. See the synchronous `add(_:)`.
    @discardableResult
    public func add(_ record: R) async throws -> R.Key {
        let table = table
        return try await scope.writeInBackground { try $0.write(record, .add, in: table) }
    }

    /// Writes a record, over the one with its primary key if there is one. See the synchronous `put(_:)`.
    @discardableResult
    public func put(_ record: R) async throws -> R.Key {
        let table = table
        return try await scope.writeInBackground { try $0.write(record, .put, in: table) }
    }

    /// Writes a new record that expires after a time of its own. See the synchronous `add(_:timeToLive:)`.
    @discardableResult
    public func add(_ record: R, timeToLive: Double) async throws -> R.Key {
        let table = table
        return try await scope.writeInBackground { try $0.write(record, .add, timeToLive, in: table) }
    }

    /// Writes a record that expires after a time of its own. See the synchronous `put(_:timeToLive:)`.
    @discardableResult
    public func put(_ record: R, timeToLive: Double) async throws -> R.Key {
        let table = table
        return try await scope.writeInBackground { try $0.write(record, .put, timeToLive, in: table) }
    }

    /// Writes a new record, or changes the one with its primary key. See the synchronous `upsert(_:update:)`.
    @discardableResult
    public func upsert(_ record: R, update body: @escaping @Sendable (inout R) throws -> Void) async throws -> Bool {
        let table = table
        return try await scope.writeInBackground { try $0.upsert(record, in: table, body) }
    }

    /// Writes a new record, or changes the one with its primary key with typed changes. See the synchronous
    /// `upsert(_:update:)`.
    @discardableResult
    public func upsert(_ record: R, update changes: Change<R>...) async throws -> Bool {
        let table = table
        return try await scope.writeInBackground { try $0.upsert(record, changes, in: table) }
    }

    /// Changes one record with typed changes. See the synchronous `update(_:_:)`.
    @discardableResult
    public func update(_ key: R.Key, _ changes: Change<R>...) async throws -> Bool {
        let table = table
        return try await scope.writeInBackground { try $0.update(key, changes, in: table) }
    }

    /// Changes one record with a closure. See the synchronous `update(_:_:)`.
    @discardableResult
    public func update(
        _ key: R.Key, _ body: @escaping @Sendable (inout R) throws -> Void
    ) async throws -> Bool {
        let table = table
        return try await scope.writeInBackground { try $0.update(key, in: table, body) }
    }

    /// Deletes one record. See the synchronous `delete(_:)`.
    @discardableResult
    public func delete(_ key: R.Key) async throws -> Bool {
        let table = table
        return try await scope.writeInBackground { try $0.delete(key, in: table) }
    }

    /// Removes expired records of the table from the store. See the synchronous `removeExpired(limit:)`.
    @discardableResult
    public func removeExpired(limit: Int = 500) async throws -> Int {
        let table = table
        return try await scope.writeInBackground { try $0.removeExpired(of: table, limit: limit) }
    }

    /// Deletes all records. See the synchronous `clear()`.
    public func clear() async throws {
        let table = table
        try await scope.writeInBackground { try $0.clear(table) }
    }

    /// Writes new records, as one statement. See the synchronous `bulkAdd(_:onConflict:)`.
    @discardableResult
    public func bulkAdd(
        _ records: some Sequence<R> & Sendable, onConflict: ConflictPolicy = .abort,
        timeToLive: Double? = nil
    ) async throws -> [R.Key] {
        let table = table
        return try await scope.writeInBackground { try $0.bulkWrite(records, .add, onConflict, timeToLive, in: table) }
    }

    /// Writes records over those with their primary keys, as one statement. See the synchronous `bulkPut`.
    @discardableResult
    public func bulkPut(
        _ records: some Sequence<R> & Sendable, onConflict: ConflictPolicy = .abort,
        timeToLive: Double? = nil
    ) async throws -> [R.Key] {
        let table = table
        return try await scope.writeInBackground { try $0.bulkWrite(records, .put, onConflict, timeToLive, in: table) }
    }

    /// Changes records with typed changes, as one statement. See the synchronous `bulkUpdate(_:)`.
    @discardableResult
    public func bulkUpdate(
        _ updates: some Sequence<(key: R.Key, changes: [Change<R>])> & Sendable
    ) async throws -> Int {
        let table = table
        return try await scope.writeInBackground { try $0.bulkUpdate(updates, in: table) }
    }

    /// Deletes the records with some primary keys, as one statement. See the synchronous `bulkDelete(_:)`.
    @discardableResult
    public func bulkDelete(_ keys: some Sequence<R.Key> & Sendable) async throws -> Int {
        let table = table
        return try await scope.writeInBackground { try $0.bulkDelete(keys, in: table) }
    }

    /// The records with some primary keys, in the order of the keys. See the synchronous `bulkGet(_:)`.
    public func bulkGet(_ keys: some Sequence<R.Key> & Sendable) async throws -> [R?] {
        let table = table
        return try await scope.readInBackground { try $0.bulkGet(keys, in: table) }
    }

    /// The number of records in the table. See the synchronous `count()`.
    public func count() async throws -> Int {
        let table = table
        return try await scope.readInBackground { try $0.recordCount(of: $0.layout(of: table)) }
    }

    /// All records, by primary key, read on one of the store's own threads.
    public func toArray() async throws -> [R] {
        try await all.toArray()
    }
}
