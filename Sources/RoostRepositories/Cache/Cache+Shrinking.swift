import Roost

/// What making room in a cache has done.
public struct EvictionReport: Sendable, Hashable {
    /// Entries that were evicted.
    public var evicted = 0
    /// Expired records of the database that were swept first.
    public var swept = 0
    /// Bytes of JSON by which the cache has become smaller, before compression. What others stored meanwhile is taken
    /// off.
    public var freedBytes = 0
    /// Transactions it took, without those of the sweep.
    public var batches = 0

    /// Nothing.
    public init() {}
}

extension Cache {
    /// Makes the cache as small as its budget's low-water mark: ``CacheOptions/lowWaterMark`` times
    /// ``CacheOptions/maxBytes`` and ``CacheOptions/maxEntries``. Without a budget it only sweeps.
    ///
    /// Storing keeps the cache within its budget by itself; this is for programs that need room, such as a monitor of the
    /// disk. The files become smaller when the database is compacted.
    ///
    /// - Throws: what sweeping and committing throw; what was evicted before stays so.
    /// - Complexity: sweeps the database, then reads one index entry and deletes one record for each entry that goes.
    @discardableResult
    public func shrinkToBudget() throws -> EvictionReport {
        try shrink(to: budget.lowTarget)
    }

    /// Makes the cache as small as its budget's low-water mark. See the synchronous `shrinkToBudget()`.
    @discardableResult
    public func shrinkToBudget() async throws -> EvictionReport {
        try await shrink(to: budget.lowTarget)
    }

    /// Removes expired records, then evicts entries until the JSON of those left has at most so many bytes.
    ///
    /// Of lower priority first, of one priority the one that was not read for the longest time first. Each transaction
    /// evicts at most ``CacheOptions/batchSize`` entries.
    ///
    /// - Parameter bytes: bytes of JSON, before compression; 0 and less removes everything.
    /// - Throws: what sweeping and committing throw; what was evicted before stays so.
    /// - Complexity: sweeps the database, then reads one index entry and deletes one record for each entry that goes.
    @discardableResult
    public func shrink(toBytes bytes: Int) throws -> EvictionReport {
        try shrink(to: EvictionTarget(bytes: max(0, bytes)))
    }

    /// Removes expired records, then evicts entries. See the synchronous `shrink(toBytes:)`.
    @discardableResult
    public func shrink(toBytes bytes: Int) async throws -> EvictionReport {
        try await shrink(to: EvictionTarget(bytes: max(0, bytes)))
    }

    private func shrink(to target: EvictionTarget) throws -> EvictionReport {
        var report = EvictionReport()
        let before = try records.totals()
        report.swept = try database.sweep(batchSize: options.batchSize).swept
        try flushAccessTimes()
        try evictBatches(until: target, &report)
        report.freedBytes = before.jsonBytes - (try records.totals().jsonBytes)
        return report
    }

    private func shrink(to target: EvictionTarget) async throws -> EvictionReport {
        var report = EvictionReport()
        let before = try records.totals()
        report.swept = try await database.sweep(batchSize: options.batchSize).swept
        try await flushAccessTimes()
        try await evictBatches(until: target, &report)
        report.freedBytes = before.jsonBytes - (try records.totals().jsonBytes)
        return report
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
        report.batches += 1
        return eviction.isComplete
    }
}
