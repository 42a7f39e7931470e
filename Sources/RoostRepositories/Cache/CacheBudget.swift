import Roost

/// What the entries of a cache may take.
struct CacheBudget: Sendable {
    var bytes: Int
    var entries: Int
    /// What is left when some had to go.
    var lowBytes: Int
    var lowEntries: Int

    init(_ options: CacheOptions) {
        func low(_ limit: Int?) -> Int {
            guard let limit, options.lowWaterMark < 1 else { return limit ?? .max }
            return Int(Double(limit) * options.lowWaterMark)
        }
        bytes = options.maxBytes ?? .max
        entries = options.maxEntries ?? .max
        lowBytes = low(options.maxBytes)
        lowEntries = low(options.maxEntries)
    }

    func isExceeded(by totals: RecordTotals) -> Bool {
        totals.jsonBytes > bytes || totals.records > entries
    }

    /// How far to go down. An entry that alone is larger than what is to be left may use the whole budget.
    func lowTarget(keeping entryBytes: Int) -> EvictionTarget {
        EvictionTarget(
            bytes: entryBytes > lowBytes ? bytes : lowBytes, entries: max(lowEntries, 1))
    }

    var target: EvictionTarget { EvictionTarget(bytes: bytes, entries: entries) }

    var lowTarget: EvictionTarget { EvictionTarget(bytes: lowBytes, entries: lowEntries) }
}

/// What may be left behind an eviction.
struct EvictionTarget: Sendable {
    var bytes: Int
    var entries: Int = .max

    func isMet(by totals: RecordTotals) -> Bool {
        totals.jsonBytes <= bytes && totals.records <= entries
    }
}
