public import Roost

/// How long an entry stays when a cache runs out of room: of two, the one of lower priority goes first.
public enum CachePriority: Int, Sendable, Codable, CaseIterable, KeyComponent {
    /// Goes first.
    case low
    /// The priority of what names none.
    case normal
    /// Goes when nothing low or normal is left.
    case high
    /// Goes last. Under ``CacheAdmission/essentialOnly`` it is all that is let in.
    case essential
}

extension CachePriority: Comparable {
    /// By the order in which they stay.
    public static func < (a: CachePriority, b: CachePriority) -> Bool { a.rawValue < b.rawValue }
}
