import Foundation
import Roost

/// Reading what is cached.
extension Cache {
    /// The value under a key; nil when there is none, when it is known that there is none, and when its time to live is
    /// over. Read as an optional, a known absence is the optional's own nil.
    ///
    /// - Parameters:
    ///   - key: the key.
    ///   - type: the type it was stored as, or one that decodes from the same JSON. `Data` and `[UInt8]` stand for each
    ///     other.
    /// - Throws: ``CacheError/Code/wrongType`` when the value does not decode as this type, with the table's name and
    ///   without the value; what reads throw.
    /// - Complexity: reads one record, and decodes it.
    public func get<V: Decodable & Sendable>(_ key: String, as type: V.Type = V.self) throws -> V? {
        switch try lookUp(key, as: type, now: now) {
        case .fresh(let value, _): value
        case .knownAbsent: KnownAbsence.value(of: type)
        case .stale, .missing: nil
        }
    }

    /// The values under some keys, by key; keys without a value are left out.
    ///
    /// - Parameters:
    ///   - keys: the keys.
    ///   - type: the type they were stored as.
    /// - Throws: as `get(_:as:)` does, for any of them.
    /// - Complexity: reads one record for each key in one look-up over one view, and decodes it.
    public func get<V: Decodable & Sendable>(
        _ keys: some Sequence<String>, as type: V.Type = V.self
    ) throws -> [String: V] {
        let keys = distinctKeys(keys)
        let entries = try PayloadReader.$current.withValue(ValueReader<V>()) {
            try records.bulkGet(keys.map(\.stored))
        }
        return try values(of: keys, entries)
    }

    /// The values under some keys, read on one of the store's own threads. See the synchronous `get(_:as:)` for keys.
    public func get<V: Decodable & Sendable>(
        _ keys: some Sequence<String> & Sendable, as type: V.Type = V.self
    ) async throws -> [String: V] {
        let keys = distinctKeys(keys)
        let stored = keys.map(\.stored)
        let table = table
        let entries = try await database.read { tx in
            try PayloadReader.$current.withValue(ValueReader<V>()) { try tx.records(in: table).bulkGet(stored) }
        }
        return try values(of: keys, entries)
    }

    /// What is cached under a key, stale or known to be absent too, with the time it has left; nil when nothing is.
    ///
    /// - Parameters:
    ///   - key: the key.
    ///   - type: the type it was stored as.
    /// - Throws: as `get(_:as:)` does.
    /// - Complexity: reads one record, and decodes it.
    public func entry<V: Decodable & Sendable>(for key: String, as type: V.Type = V.self) throws -> CachedEntry<V>? {
        let now = now
        return switch try lookUp(key, as: type, now: now) {
        case .fresh(let value, let entry), .stale(let value, let entry): cached(entry, value, now: now)
        case .knownAbsent(let entry): cached(entry, KnownAbsence.value(of: type), now: now)
        case .missing: nil
        }
    }

    private func cached<V>(_ entry: CacheEntry, _ value: V?, now: Date) -> CachedEntry<V> {
        CachedEntry(entry, value, isStale: !entry.isFresh(at: now), unroundedNow: database.unroundedNow)
    }

    /// Whether `get(_:as:)` would find a value, of whatever type. It counts as no look-up and no access.
    ///
    /// - Complexity: reads one record; does not decode the value.
    public func contains(_ key: String) throws -> Bool {
        guard let key = possibleKey(key), let entry = try records.get(key.stored) else { return false }
        return entry.hasValue(at: now)
    }

    /// Looks a key up and counts what was found.
    func lookUp<V: Decodable & Sendable>(_ key: String, as type: V.Type, now: Date) throws -> CacheLookup<V> {
        let entry = try possibleKey(key).flatMap { try find($0, as: type) }
        let lookup = try CacheLookup(entry, as: type, now: now, in: table.name)
        count(lookup, now: now)
        return lookup
    }

    /// Reads an entry with its value.
    func find<V: Decodable & Sendable>(_ key: CacheKey, as type: V.Type) throws -> CacheEntry? {
        try PayloadReader.$current.withValue(ValueReader<V>()) { try records.get(key.stored) }
    }

    func count<V: Sendable>(_ lookup: CacheLookup<V>, now: Date) {
        counters.withLock { counters in
            switch lookup {
            case .fresh: counters.hits += 1
            case .stale: counters.staleHits += 1
            case .knownAbsent: counters.negativeHits += 1
            case .missing: counters.misses += 1
            }
        }
        if let entry = lookup.entry { touch(entry, now: now) }
    }

    private func values<V: Decodable & Sendable>(of keys: [CacheKey], _ entries: [CacheEntry?]) throws -> [String: V] {
        let now = now
        // All are understood before the first is counted.
        let lookups = try entries.map { try CacheLookup($0, as: V.self, now: now, in: table.name) }
        var values: [String: V] = [:]
        for (key, lookup) in zip(keys, lookups) {
            count(lookup, now: now)
            switch lookup {
            case .fresh(let value, _): values[key.text] = value
            case .knownAbsent: values[key.text] = KnownAbsence.value(of: V.self)
            case .stale, .missing: break
            }
        }
        return values
    }
}
