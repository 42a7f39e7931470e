import Roost

/// Removing entries by key.
///
/// A removal is not lost with its caller: it goes on to its commit when the task is cancelled, as what is removed may be
/// wrong by now.
extension Cache {
    /// Removes what is under a key. A load of the key that is running will not bring it back.
    ///
    /// - Returns: whether there was something, stale or known to be absent included.
    /// - Throws: what commits throw.
    /// - Complexity: reads and deletes one record with its index entries.
    @discardableResult
    public func remove(_ key: String) throws -> Bool {
        try remove([key]) == 1
    }

    /// Removes what is under a key, on the store's writer thread. See the synchronous `remove(_:)`.
    @discardableResult
    public func remove(_ key: String) async throws -> Bool {
        try await remove([key]) == 1
    }

    /// Removes what is under some keys, in one transaction.
    ///
    /// - Returns: the number of keys that had something.
    /// - Throws: what commits throw; nothing is removed then.
    /// - Complexity: reads and deletes one record with its index entries for each key.
    @discardableResult
    public func remove(_ keys: some Sequence<String>) throws -> Int {
        let keys = keys.compactMap(possibleKey)
        return removed(try write { try remove(keys, in: $0) })
    }

    /// Removes what is under some keys, on the store's writer thread. See the synchronous `remove(_:)` for keys.
    @discardableResult
    public func remove(_ keys: some Sequence<String> & Sendable) async throws -> Int {
        let keys = keys.compactMap(possibleKey)
        return removed(
            try await database.write(durability: options.durability, whenCancelled: .goesOn) { [self] in
                try remove(keys, in: $0)
            })
    }

    /// Removes everything. No load that is running will bring anything back.
    ///
    /// - Throws: what commits throw; nothing is removed then.
    /// - Complexity: writes a handful of keys, whatever the size; the old ones are removed in the background.
    public func removeAll() throws {
        _ = removed(try write { try removeAll(in: $0) })
    }

    /// Removes everything, on the store's writer thread. See the synchronous `removeAll()`.
    public func removeAll() async throws {
        _ = removed(
            try await database.write(durability: options.durability, whenCancelled: .goesOn) { [self] in
                try removeAll(in: $0)
            })
    }

    private func remove(_ keys: [CacheKey], in transaction: WriteTransaction) throws -> Int {
        let records = transaction.records(in: table)
        var removed = 0
        for key in keys {
            // In the transaction: those of flights come before it or after.
            flights.divert(key)
            accessTimes.forget(key.stored)
            if try records.delete(key.stored) { removed += 1 }
        }
        return removed
    }

    private func removeAll(in transaction: WriteTransaction) throws -> Int {
        let records = transaction.records(in: table)
        flights.divertAll()
        accessTimes.forgetAll()
        _ = marks.reset()
        let count = try records.totals().records
        try records.clear()
        return count
    }

    /// Runs a transaction that goes on when the task of the caller is cancelled.
    func write<T>(_ body: (WriteTransaction) throws -> T) throws -> T {
        try database.write(durability: options.durability, whenCancelled: .goesOn, body)
    }

    func removed(_ count: Int) -> Int {
        counters.withLock { $0.removals += count }
        return count
    }
}
