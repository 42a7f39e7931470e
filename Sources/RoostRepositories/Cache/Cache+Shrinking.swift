import Roost

/// What making room in a cache has done.
public struct EvictionReport: Sendable, Hashable {
    /// Entries that were evicted.
    public var evicted = 0
    /// Expired entries that were removed first.
    public var swept = 0
    /// Bytes of JSON by which the cache has become smaller, before compression. What others stored meanwhile is taken
    /// off.
    public var freedBytes = 0
    /// Transactions it took, without those that only removed expired entries.
    public var batches = 0

    /// Nothing.
    public init() {}
}

extension Cache {
    /// Makes the cache as small as its budget's low-water mark: ``CacheOptions/lowWaterMark`` times
    /// ``CacheOptions/maxBytes`` and ``CacheOptions/maxEntries``. Without a budget it only removes expired entries.
    ///
    /// Storing keeps the cache within its budget by itself; this is for programs that need room, such as a monitor of the
    /// disk. The files become smaller when the database is compacted.
    ///
    /// - Throws: what commits throw; what was evicted before stays so.
    /// - Complexity: reads and deletes the record of each expired entry; reads one index entry and deletes one record for
    ///   each other that goes.
    @discardableResult
    public func shrinkToBudget() throws -> EvictionReport {
        try shrink(to: budget.lowTarget)
    }

    /// Makes the cache as small as its budget's low-water mark. See the synchronous `shrinkToBudget()`.
    @discardableResult
    public func shrinkToBudget() async throws -> EvictionReport {
        try await shrink(to: budget.lowTarget)
    }

    /// Removes expired entries, then evicts others until the JSON of those left has at most so many bytes.
    ///
    /// Of lower priority first, of one priority the one that was not read for the longest time first. Each transaction
    /// evicts at most ``CacheOptions/batchSize`` entries.
    ///
    /// - Parameter bytes: bytes of JSON, before compression; 0 and less removes everything.
    /// - Throws: what commits throw; what was evicted before stays so.
    /// - Complexity: reads and deletes the record of each expired entry; reads one index entry and deletes one record for
    ///   each other that goes.
    @discardableResult
    public func shrink(toBytes bytes: Int) throws -> EvictionReport {
        try shrink(to: EvictionTarget(bytes: max(0, bytes)))
    }

    /// Removes expired entries, then evicts others. See the synchronous `shrink(toBytes:)`.
    @discardableResult
    public func shrink(toBytes bytes: Int) async throws -> EvictionReport {
        try await shrink(to: EvictionTarget(bytes: max(0, bytes)))
    }

    private func shrink(to target: EvictionTarget) throws -> EvictionReport {
        var report = EvictionReport()
        let before = try records.totals()
        try removeExpiredBatches(&report)
        try flushAccessTimes()
        try evictBatches(until: target, &report)
        report.freedBytes = before.jsonBytes - (try records.totals().jsonBytes)
        return report
    }

    private func shrink(to target: EvictionTarget) async throws -> EvictionReport {
        var report = EvictionReport()
        let before = try records.totals()
        try await removeExpiredBatches(&report)
        try await flushAccessTimes()
        try await evictBatches(until: target, &report)
        report.freedBytes = before.jsonBytes - (try records.totals().jsonBytes)
        return report
    }

    /// Removes all entries of the cache that are expired.
    private func removeExpiredBatches(_ report: inout EvictionReport) throws {
        var removed: Int
        repeat {
            removed = try database.write(durability: options.durability) { tx in
                try tx.records(in: table).removeExpired(limit: options.batchSize)
            }
            report.swept += removed
        } while removed > 0
    }

    private func removeExpiredBatches(_ report: inout EvictionReport) async throws {
        var removed: Int
        repeat {
            removed = try await database.write(durability: options.durability) { [self] tx in
                try tx.records(in: table).removeExpired(limit: options.batchSize)
            }
            report.swept += removed
        } while removed > 0
    }

    func evictBatches(until target: EvictionTarget, _ report: inout EvictionReport) throws {
        var isComplete = false
        while !isComplete {
            let eviction = try database.write(durability: options.durability) { tx in
                try evict(until: target, in: tx)
            }
            isComplete = add(eviction, to: &report)
        }
    }

    func evictBatches(until target: EvictionTarget, _ report: inout EvictionReport) async throws {
        var isComplete = false
        while !isComplete {
            let eviction = try await database.write(durability: options.durability) { [self] tx in
                try evict(until: target, in: tx)
            }
            isComplete = add(eviction, to: &report)
        }
    }

    private func add(_ eviction: Eviction, to report: inout EvictionReport) -> Bool {
        count(eviction)
        report.evicted += eviction.keys.count
        report.swept += eviction.expired
        report.batches += 1
        return eviction.isComplete
    }
}
