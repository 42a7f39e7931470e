import Roost

/// What a ``Cache`` has done since it was made, and its size: what `Cache.statistics()` returns.
///
/// Every look-up of a key, by `get`, `entry(for:)`, `value(for:)` or as one of several keys, is one of hit, stale hit,
/// negative hit and miss; ``Cache/contains(_:)`` counts as none.
public struct CacheStatistics: Sendable, Hashable {
    /// Look-ups that found a fresh value.
    public var hits = 0
    /// Look-ups that found a value behind its time to live: `value(for:)` and `entry(for:)` served it, `get` did not.
    public var staleHits = 0
    /// Look-ups that found that there is known to be no value.
    public var negativeHits = 0
    /// Look-ups that found nothing, or, in `value(for:)`, a value of another type.
    public var misses = 0
    /// Misses that waited for a load of another caller.
    public var coalesced = 0
    /// Loaders that were called.
    public var loads = 0
    /// Loaders that threw, without those whose callers were all cancelled.
    public var loadFailures = 0
    /// Entries that were stored, known absences among them.
    public var stores = 0
    /// Loaded values that could not be stored; their callers got them.
    public var storeFailures = 0
    /// Values that were not let in: by ``CacheOptions/admission``, or for being larger than the whole budget.
    public var refusals = 0
    /// Entries that were removed by calls. `removeAll` also counts those that are expired and not swept yet; those that a
    /// sweep of the database removes, or that go for being expired when room is made, are not known here.
    public var removals = 0
    /// Entries that were evicted to stay within the budget.
    public var evictions = 0
    /// Bytes of their JSON.
    public var evictedBytes = 0
    /// Entries in the store, with those that are expired and not swept yet.
    public var entries = 0
    /// Bytes of their JSON, before compression: what ``CacheOptions/maxBytes`` limits.
    public var jsonBytes = 0

    /// All zero.
    public init() {}

    /// The part of all look-ups that were served; nil before the first.
    public var hitRatio: Double? {
        let served = hits + staleHits + negativeHits
        return served + misses == 0 ? nil : Double(served) / Double(served + misses)
    }

    init(_ counters: CacheCounters, _ totals: RecordTotals) {
        hits = counters.hits
        staleHits = counters.staleHits
        negativeHits = counters.negativeHits
        misses = counters.misses
        coalesced = counters.coalesced
        loads = counters.loads
        loadFailures = counters.loadFailures
        stores = counters.stores
        storeFailures = counters.storeFailures
        refusals = counters.refusals
        removals = counters.removals
        evictions = counters.evictions
        evictedBytes = counters.evictedBytes
        entries = totals.records
        jsonBytes = totals.jsonBytes
    }
}

extension Cache {
    /// What the cache has done since it was made, and its size. The numbers are exact; those of memory are of one moment.
    ///
    /// - Complexity: reads the counters of the table.
    public func statistics() throws -> CacheStatistics {
        let totals = try records.totals()
        return CacheStatistics(counters.withLock { $0 }, totals)
    }
}
