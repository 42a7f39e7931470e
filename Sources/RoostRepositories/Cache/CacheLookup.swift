import Foundation

/// What a look-up of a key has found.
enum CacheLookup<V: Sendable>: Sendable {
    case fresh(V, CacheEntry)
    case stale(V, CacheEntry)
    case knownAbsent(CacheEntry)
    case missing

    /// Throws ``CacheError/Code/wrongType`` when there is a value of another type.
    init(_ entry: CacheEntry?, as type: V.Type, now: Date, in table: String) throws {
        guard let entry else {
            self = .missing
            return
        }
        switch entry.payload {
        case .absent:
            self = entry.isFresh(at: now) ? .knownAbsent(entry) : .missing
        case .decoded(let any):
            guard let value = any as? V else { throw CacheError(.wrongType, "the value is no \(V.self)", table: table) }
            self = entry.isFresh(at: now) ? .fresh(value, entry) : .stale(value, entry)
        case .unreadable(var error):
            error.table = table
            throw error
        case .encodable, .text, .base64, .unread:
            throw CacheError(.unreadEntry, "the entry was read without its value", table: table)
        }
    }

    var entry: CacheEntry? {
        switch self {
        case .fresh(_, let entry), .stale(_, let entry), .knownAbsent(let entry): entry
        case .missing: nil
        }
    }
}
