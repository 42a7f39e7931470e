import Foundation
import Roost

/// What one transaction has evicted.
struct Eviction: Sendable {
    var keys: [String] = []
    var bytes = 0
    /// Expired entries that were removed first.
    var expired = 0
    /// Whether what is left is as little as was asked for, or all there is.
    var isComplete = false
}

extension Cache {
    /// About the most that one transaction evicts, in bytes of JSON.
    private static let evictedBytesLimit = 1 << 20

    /// Evicts entries until the target is met, of the lowest priority first, of these the one that was not read for the
    /// longest time; at most ``CacheOptions/batchSize`` of them, and about 1 MiB: other writers wait for it.
    ///
    /// Expired entries go first. As long as the batch is full of them, none that lives goes.
    func evict(until target: EvictionTarget, in transaction: WriteTransaction) throws -> Eviction {
        let records = transaction.records(in: table)
        var eviction = Eviction()
        var isFull: Bool
        (eviction.expired, isFull) = try removeExpired(until: target, in: transaction)
        let before = try records.totals()
        var isMet = target.isMet(by: before)
        for priority in CachePriority.allCases {
            while !isMet, !isFull {
                // The entries at the front, without those that earlier calls have evicted. Index keys tell both.
                let mark = marks[priority]
                let limit = options.batchSize - eviction.keys.count
                let front = records.where(\.priority).equals(priority).where(\.accessedAt).aboveOrEqual(mark)
                    .orderBy(\.accessedAt).limit(limit)
                let keys = try front.primaryKeys()
                guard !keys.isEmpty else { break }
                let dates = try front.keys(\.accessedAt)
                var count = 0
                while !isMet, !isFull, count < keys.count {
                    try records.delete(keys[count])
                    count += 1
                    let totals = try records.totals()
                    isMet = target.isMet(by: totals)
                    isFull =
                        eviction.keys.count + count >= options.batchSize
                        || before.jsonBytes - totals.jsonBytes >= Self.evictedBytesLimit
                }
                eviction.keys += keys.prefix(count)
                marks.raise(priority, to: dates[count - 1])
            }
        }
        eviction.bytes = before.jsonBytes - (try records.totals().jsonBytes)
        // What the marks hide, if they are too high, is looked for once more.
        let isExhausted = !isMet && !isFull && !marks.reset()
        eviction.isComplete = isMet || isExhausted
        return eviction
    }

    /// Removes entries that are expired, until the target is met or a batch is full of them.
    ///
    /// Of this table only: what others keep in the database is not a cache's to pay for.
    func removeExpired(
        until target: EvictionTarget, in transaction: WriteTransaction
    ) throws -> (count: Int, isFull: Bool) {
        let records = transaction.records(in: table)
        let before = try records.totals()
        var (count, totals) = (0, before)
        while !target.isMet(by: totals) {
            let removed = try records.removeExpired(limit: options.batchSize - count)
            guard removed > 0 else { break }
            count += removed
            totals = try records.totals()
            let isFull =
                count >= options.batchSize || before.jsonBytes - totals.jsonBytes >= Self.evictedBytesLimit
            if isFull { return (count, true) }
        }
        return (count, false)
    }

    func count(_ eviction: Eviction) {
        counters.withLock { counters in
            counters.evictions += eviction.keys.count
            counters.evictedBytes += eviction.bytes
        }
    }
}
