/// What a cache lets in. Whatever it is, entries that are in stay, and a value that is refused takes the one before it
/// under its key with it: nobody is served what was replaced.
public enum CacheAdmission: Sendable {
    /// Everything.
    case all
    /// Only entries of priority ``CachePriority/essential``, for times when disk space is short.
    case essentialOnly
    /// What the closure says yes to. It is called once for each entry to be stored, before the transaction.
    case custom(@Sendable (CacheCandidate) -> Bool)

    func admits(_ candidate: @autoclosure () -> CacheCandidate, priority: CachePriority) -> Bool {
        switch self {
        case .all: true
        case .essentialOnly: priority == .essential
        case .custom(let admits): admits(candidate())
        }
    }
}

/// An entry that wants to be stored, as ``CacheAdmission/custom(_:)`` sees it.
public struct CacheCandidate: Sendable {
    /// Its key.
    public var key: String
    /// Its tags.
    public var tags: [String]
    /// Its priority.
    public var priority: CachePriority
}
