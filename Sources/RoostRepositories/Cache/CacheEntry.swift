public import Foundation
public import Roost

/// What a ``Cache`` stores for a key: the record of its table.
///
/// Its JSON has the members
///
/// | member | |
/// |---|---|
/// | `key` | the primary key: the key, or, for one of more than 720 bytes, its beginning and a hash |
/// | `longKey` | the whole key, when it is not what `key` says |
/// | `tags` | absent for none |
/// | `priority` | 0 low, 1 normal, 2 high, 3 essential; absent for normal |
/// | `createdAt`, `accessedAt` | when it was stored, and about when it was last read |
/// | `freshUntil` | from when on its value is stale; absent when it never is before it expires |
/// | `expiresAt` | from when on it is absent; absent for never |
/// | `coding` | what `data` is: absent for the JSON of a value, `text` for bytes that are UTF-8, `base64` for other bytes, `absent` when it is known that there is no value |
/// | `data` | the value |
///
/// Queries over `Cache.table(named:)` read entries without their values. Such an entry cannot be written back; change it
/// with typed changes, or better through the cache.
public struct CacheEntry: Sendable {
    var storedKey: String
    var longKey: String?
    /// The tags it can be invalidated by.
    public internal(set) var tags: [String]
    /// How long it stays when room is needed.
    public internal(set) var priority: CachePriority
    /// When it was stored.
    public internal(set) var createdAt: Date
    /// When it was last read, as far as that was written.
    public internal(set) var accessedAt: Date
    /// From when on its value is stale; nil when it is fresh until it expires.
    public internal(set) var freshUntil: Date?
    /// From when on it is absent; nil for never.
    public internal(set) var expiresAt: Date?
    var payload: CachePayload

    /// The key it was stored under.
    public var key: String { longKey ?? storedKey }
}

extension CacheEntry: Record {
    /// The fields that queries may name.
    public struct Fields: Sendable {
        /// The stored form of the key.
        public let key = Field("key", \CacheEntry.storedKey)
        /// The tags.
        public let tags = EachField("tags", \CacheEntry.tags)
        /// The priority.
        public let priority = Field("priority", \CacheEntry.priority, default: .normal)
        /// When it was stored.
        public let createdAt = Field("createdAt", \CacheEntry.createdAt)
        /// When it was last read.
        public let accessedAt = Field("accessedAt", \CacheEntry.accessedAt)
        /// From when on it is absent.
        public let expiresAt = Field("expiresAt", \CacheEntry.expiresAt)
    }

    /// The table of a cache without a name of its own.
    public static let table = Table("cache", fields: Fields(), primaryKey: \Fields.key) {
        Index.each($0.tags)
        Index($0.priority, $0.accessedAt)
    }
    .expiring(at: \Fields.expiresAt)
}
