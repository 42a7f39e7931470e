/// What a cache counts in memory.
struct CacheCounters: Sendable {
    var hits = 0
    var staleHits = 0
    var negativeHits = 0
    var misses = 0
    var coalesced = 0
    var loads = 0
    var loadFailures = 0
    var stores = 0
    var storeFailures = 0
    var refusals = 0
    var removals = 0
    var evictions = 0
    var evictedBytes = 0
}
