import Roost

/// What there is in a cache. Entries that are expired are not counted; stale ones and known absences are, as long as they
/// are kept.
extension Cache {
    /// The number of entries.
    ///
    /// - Complexity: reads a counter, and a key for each entry that is expired and not swept.
    public func count() throws -> Int {
        try records.count()
    }

    /// The number of entries, counted on one of the store's own threads.
    public func count() async throws -> Int {
        try await records.count()
    }

    /// The number of entries with a tag.
    ///
    /// - Complexity: reads one index entry for each.
    public func count(tag: String) throws -> Int {
        try records.where(\.tags).equals(tag).count()
    }

    /// The number of entries with a tag, counted on one of the store's own threads.
    public func count(tag: String) async throws -> Int {
        try await records.where(\.tags).equals(tag).count()
    }

    /// The keys that start with a prefix, in the order of their NFC UTF-8 bytes; those that are stored as a hash stand
    /// where their first 720 bytes put them.
    ///
    /// - Parameters:
    ///   - prefix: every key starts with "".
    ///   - limit: the most keys that are wanted; none for 0 and less.
    /// - Complexity: reads one key for each, and the record of those of more than 720 bytes.
    public func keys(prefix: String = "", limit: Int = .max) throws -> [String] {
        let prefix = CacheKeyPrefix(prefix)
        return try database.read { tx in try keys(prefix, limit, in: tx) }
    }

    /// The keys that start with a prefix, read on one of the store's own threads. See the synchronous
    /// `keys(prefix:limit:)`.
    public func keys(prefix: String = "", limit: Int = .max) async throws -> [String] {
        let prefix = CacheKeyPrefix(prefix)
        return try await database.read { [self] tx in try keys(prefix, limit, in: tx) }
    }

    private func keys(_ prefix: CacheKeyPrefix, _ limit: Int, in transaction: ReadTransaction) throws -> [String] {
        let records = transaction.records(in: table)
        let query = records.where(\.key).startsWith(prefix.stored)
        if prefix.isLong {
            return Array(try query.toArray().map(\.key).filter(prefix.matches).prefix(max(0, limit)))
        }
        return try query.limit(max(0, limit)).primaryKeys().map { stored in
            CacheKey.isPartial(stored) ? try records.get(stored)?.key ?? stored : stored
        }
    }
}
