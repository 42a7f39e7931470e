public import Foundation

/// What is cached for a key: what ``Cache/entry(for:as:)`` returns.
public struct CachedEntry<Value: Sendable>: Sendable {
    /// The key.
    public var key: String
    /// The value; nil when it is known that there is none.
    public var value: Value?
    /// Whether the value is behind its time to live, and is kept to be served until it is loaded anew.
    public var isStale: Bool
    /// Seconds that are left of the time to live, less than were given however soon it is asked; 0 when it is over, nil
    /// for ever.
    public var remaining: TimeInterval?
    /// Its tags.
    public var tags: [String]
    /// Its priority.
    public var priority: CachePriority
    /// When it was stored.
    public var createdAt: Date
    /// From when on it is absent, stale time included; nil for never.
    public var expiresAt: Date?

    init(_ entry: CacheEntry, _ value: Value?, isStale: Bool, unroundedNow: Date) {
        key = entry.key
        self.value = value
        self.isStale = isStale
        remaining = (entry.freshUntil ?? entry.expiresAt).map { max(0, $0.timeIntervalSince(unroundedNow)) }
        tags = entry.tags
        priority = entry.priority
        createdAt = entry.createdAt
        expiresAt = entry.expiresAt
    }
}

extension CachedEntry: Equatable where Value: Equatable {}
