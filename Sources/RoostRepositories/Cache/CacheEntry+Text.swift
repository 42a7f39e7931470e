import Foundation

/// Entries show times and priorities. Keys, tags and values may belong to somebody.
extension CacheEntry: CustomStringConvertible, CustomReflectable {
    /// Names the type only.
    public var description: String { "CacheEntry(…)" }

    /// Priority and times.
    public var customMirror: Mirror {
        Mirror(
            self,
            children: [
                "priority": priority, "createdAt": createdAt, "accessedAt": accessedAt, "freshUntil": freshUntil as Any,
                "expiresAt": expiresAt as Any,
            ],
            displayStyle: .struct)
    }
}

extension CachedEntry: CustomStringConvertible, CustomReflectable {
    /// Names the type only.
    public var description: String { "CachedEntry(…)" }

    /// Priority, freshness and times.
    public var customMirror: Mirror {
        Mirror(
            self,
            children: [
                "isStale": isStale, "remaining": remaining as Any, "priority": priority, "createdAt": createdAt,
                "expiresAt": expiresAt as Any,
            ],
            displayStyle: .struct)
    }
}

extension CacheCandidate: CustomStringConvertible, CustomReflectable {
    /// The priority.
    public var description: String { "CacheCandidate(\(priority))" }

    /// The priority.
    public var customMirror: Mirror { Mirror(self, children: ["priority": priority], displayStyle: .struct) }
}
