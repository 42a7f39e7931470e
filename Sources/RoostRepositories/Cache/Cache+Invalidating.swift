import Roost

/// Removing entries by what they have in common.
///
/// These calls go in transactions of ``CacheOptions/batchSize`` entries, so that other writers wait for one of them at
/// most. They are not atomic as a whole: a reader may find some entries gone and others not yet there, and when one
/// throws, what was removed stays so. When the task of the caller is cancelled, they go on to their end. When they return, everything that was there when they were called is gone. What is
/// stored while they run may be gone too, or not.
extension Cache {
    /// The most keys that are looked for at once.
    private static let pageSize = 50_000

    /// Removes all entries with a tag. No load that is running and has the tag will bring anything back.
    ///
    /// - Returns: the number of entries removed.
    /// - Throws: what commits throw.
    /// - Complexity: reads one index entry and deletes one record with its index entries for each.
    @discardableResult
    public func remove(tag: String) throws -> Int {
        flights.divert(tag: tag)
        // Waits for transactions that were running; the views below see what they wrote.
        try database.write(durability: .none, whenCancelled: .goesOn) { _ in }
        let query = Query(in: table).where(\.tags).equals(tag).limit(Self.pageSize)
        var count = 0
        while true {
            let page = try database.query(query).primaryKeys()
            for batch in batches(of: page) { count += try write(batch) }
            if page.count < Self.pageSize { return removed(count) }
        }
    }

    /// Removes all entries with a tag, on the store's own threads. See the synchronous `remove(tag:)`.
    @discardableResult
    public func remove(tag: String) async throws -> Int {
        try await uncancelled { try await self.removeAll(tagged: tag) }
    }

    private func removeAll(tagged tag: String) async throws -> Int {
        flights.divert(tag: tag)
        try await database.write(durability: .none) { _ in }
        let query = Query(in: table).where(\.tags).equals(tag).limit(Self.pageSize)
        var count = 0
        while true {
            let page = try await database.query(query).primaryKeys()
            for batch in batches(of: page) { count += try await database.write(durability: options.durability, batch) }
            if page.count < Self.pageSize { return removed(count) }
        }
    }

    /// Removes all entries whose keys start with a prefix, compared as NFC UTF-8 bytes; every key starts with "". No load
    /// of such a key that is running will bring it back.
    ///
    /// - Returns: the number of entries removed.
    /// - Throws: what commits throw.
    /// - Complexity: reads one key and deletes one record with its index entries for each. A prefix of more than 717
    ///   bytes reads also the records whose keys have these bytes in common with it.
    @discardableResult
    public func remove(prefix: String) throws -> Int {
        let prefix = CacheKeyPrefix(prefix)
        flights.divert(prefix: prefix)
        var (count, position) = (0, PrefixPosition())
        while !position.isAtEnd {
            let start = position
            let batch = try write { tx in try remove(prefix, from: start, in: tx) }
            position = batch.end
            count += batch.removed
        }
        return removed(count)
    }

    /// Removes all entries whose keys start with a prefix, on the store's writer thread. See the synchronous
    /// `remove(prefix:)`.
    @discardableResult
    public func remove(prefix: String) async throws -> Int {
        let prefix = CacheKeyPrefix(prefix)
        flights.divert(prefix: prefix)
        var (count, position) = (0, PrefixPosition())
        while !position.isAtEnd {
            let start = position
            let batch = try await database.write(durability: options.durability, whenCancelled: .goesOn) { [self] tx in
                try remove(prefix, from: start, in: tx)
            }
            position = batch.end
            count += batch.removed
        }
        return removed(count)
    }

    /// Runs a body in a task of its own, which is not cancelled with that of the caller.
    private func uncancelled<T: Sendable>(_ body: @escaping @Sendable () async throws -> T) async throws -> T {
        try await Task(operation: body).value
    }

    private func batches(of keys: [String]) -> [@Sendable (WriteTransaction) throws -> Int] {
        let table = table
        return stride(from: 0, to: keys.count, by: options.batchSize).map { start in
            let batch = Array(keys[start..<min(start + options.batchSize, keys.count)])
            return { try $0.records(in: table).bulkDelete(batch) }
        }
    }

    /// How far the keys with a prefix have been walked through.
    private struct PrefixPosition {
        var last: String?
        var isAtEnd = false
    }

    /// Removes the next of them. What is stored behind its back is not met again, so that the walk ends.
    private func remove(
        _ prefix: CacheKeyPrefix, from position: PrefixPosition, in transaction: WriteTransaction
    ) throws -> (removed: Int, end: PrefixPosition) {
        let records = transaction.records(in: table)
        var query = Query(in: table).where(\.key).startsWith(prefix.stored)
        if let last = position.last { query = query.where(\.key).above(last) }
        let next = transaction.query(query.limit(options.batchSize))
        var keys: [String]
        let last: String?
        let isAtEnd: Bool
        if prefix.isLong {
            let entries = try next.toArray()
            last = entries.last?.storedKey
            isAtEnd = entries.count < options.batchSize
            keys = entries.filter { prefix.matches($0.key) }.map(\.storedKey)
        } else {
            keys = try next.primaryKeys()
            last = keys.last
            isAtEnd = keys.count < options.batchSize
        }
        return (try records.bulkDelete(keys), PrefixPosition(last: last, isAtEnd: isAtEnd))
    }
}
