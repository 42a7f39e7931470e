import Foundation
import Roost

/// What became of entries that were to be stored in one transaction.
struct StoreOutcome: Sendable {
    var stored = 0
    /// Of these, those that were evicted at once.
    var evicted = 0
    var refused = 0
    var removed = 0
    var eviction = Eviction()
    /// Whether the budget is exceeded still, so that more transactions have to follow.
    var needsMore = false

    /// How many are there.
    var kept: Int { stored - evicted }
}

/// How entries are stored.
enum StoreMode: Sendable {
    case put
    /// Only where there is none.
    case add
    /// Only if the flight that loaded the value is still the key's current one.
    case land(Flights.ID)

    var isLanding: Bool {
        if case .land = self { true } else { false }
    }
}

/// The budget is exceeded. What was stored is undone, and tried again when it is written what was read lately.
private struct NeedsRoom: Error {}

/// An entry to be stored, and whether the cache lets it in.
private typealias AdmittedDraft = (draft: CacheDraft, isAdmitted: Bool)

extension Cache {
    /// Stores entries in one transaction, and evicts others where they exceed the budget.
    func store(_ drafts: [CacheDraft], _ mode: StoreMode = .put) throws -> StoreOutcome {
        let drafts = admitted(drafts)
        let kept = try database.write(durability: options.durability) { try storeWithinBudget(drafts, mode, in: $0) }
        let outcome = if let kept { kept } else { try storeMakingRoom(drafts, mode) }
        count(outcome)
        if outcome.needsMore {
            var report = EvictionReport()
            try evictBatches(until: budget.target, &report)
        }
        return outcome
    }

    /// Stores entries in one transaction on the store's writer thread.
    func store(_ drafts: [CacheDraft], _ mode: StoreMode = .put) async throws -> StoreOutcome {
        let drafts = admitted(drafts)
        let kept = try await database.write(durability: options.durability) { [self] in
            try storeWithinBudget(drafts, mode, in: $0)
        }
        let outcome = if let kept { kept } else { try await storeMakingRoom(drafts, mode) }
        count(outcome)
        if outcome.needsMore {
            var report = EvictionReport()
            try await evictBatches(until: budget.target, &report)
        }
        return outcome
    }

    /// Stores entries where the budget has room for them; nil, and nothing is stored, where it has not.
    private func storeWithinBudget(
        _ drafts: [AdmittedDraft], _ mode: StoreMode, in transaction: WriteTransaction
    ) throws -> StoreOutcome? {
        do {
            return try transaction.savepoint { try store(drafts, mode, evicts: false, in: $0) }
        } catch is NeedsRoom {
            return nil
        }
    }

    /// Stores entries, and makes room for them by what is known of reads.
    private func storeMakingRoom(_ drafts: [AdmittedDraft], _ mode: StoreMode) throws -> StoreOutcome {
        try flushAccessTimes()
        return try database.write(durability: options.durability) { try store(drafts, mode, evicts: true, in: $0) }
    }

    /// Stores entries, and makes room for them by what is known of reads, off the cooperative threads.
    private func storeMakingRoom(_ drafts: [AdmittedDraft], _ mode: StoreMode) async throws -> StoreOutcome {
        try await flushAccessTimes()
        return try await database.write(durability: options.durability) { [self] in
            try store(drafts, mode, evicts: true, in: $0)
        }
    }

    private func admitted(_ drafts: [CacheDraft]) -> [AdmittedDraft] {
        let admission = admission
        return drafts.map { draft in
            let candidate = CacheCandidate(key: draft.key.text, tags: draft.tags, priority: draft.priority)
            return (draft, admission.admits(candidate, priority: draft.priority))
        }
    }

    private func count(_ outcome: StoreOutcome) {
        counters.withLock { counters in
            counters.stores += outcome.stored
            counters.refusals += outcome.refused
            counters.removals += outcome.removed
        }
        count(outcome.eviction)
    }

    private func store(
        _ drafts: [AdmittedDraft], _ mode: StoreMode, evicts: Bool,
        in transaction: WriteTransaction
    ) throws -> StoreOutcome {
        var outcome = StoreOutcome()
        if case .land(let flight) = mode, !flights.isCurrent(flight) { return outcome }
        let records = transaction.records(in: table)
        let now = now
        var entries: [CacheEntry] = []
        for (draft, isAdmitted) in drafts {
            let key = draft.key
            if case .add = mode, let entry = try records.get(key.stored), entry.hasValue(at: now) {
                continue
            }
            // In the transaction: those of flights come before it or after.
            if !mode.isLanding { flights.divert(key) }
            guard isAdmitted else {
                outcome.refused += 1
                try records.delete(key.stored)
                continue
            }
            let lifetime = try lifetime(of: draft, replacing: { try records.get(key.stored) }, now: now)
            if lifetime.isEmpty {
                // Nobody could be served it.
                if try records.delete(key.stored) { outcome.removed += 1 }
                continue
            }
            let entry = CacheEntry(draft, lifetime: lifetime, now: now)
            try records.put(entry)
            accessTimes.forget(key.stored)
            marks.lower(entry.priority, to: entry.accessedAt)
            entries.append(entry)
        }
        outcome.stored = entries.count
        if budget.isExceeded(by: try records.totals()), !entries.isEmpty {
            guard evicts else { throw NeedsRoom() }
            try makeRoom(for: entries, in: transaction, &outcome)
        }
        return outcome
    }

    private func lifetime(
        of draft: CacheDraft, replacing old: () throws -> CacheEntry?, now: Date
    ) throws -> CacheLifetime {
        let seconds: TimeInterval
        switch draft.timeToLive.rule {
        case .kept:
            if let entry = try old(), entry.hasValue(at: now) { return entry.lifetime }
            seconds = options.timeToLive
        case .standard: seconds = options.timeToLive
        case .seconds(let given): seconds = given
        }
        return try CacheLifetime(from: now, seconds: seconds, staleFor: draft.staleFor)
    }

    /// Takes back what is larger than the whole budget, removes what is expired, then evicts.
    private func makeRoom(
        for entries: [CacheEntry], in transaction: WriteTransaction, _ outcome: inout StoreOutcome
    ) throws {
        let records = transaction.records(in: table)
        var largest = 0
        for entry in entries {
            let before = try records.totals().jsonBytes
            try records.delete(entry.storedKey)
            let bytes = before - (try records.totals().jsonBytes)
            if bytes > budget.bytes {
                outcome.stored -= 1
                outcome.refused += 1
            } else {
                largest = max(largest, bytes)
                try records.put(entry)
            }
        }
        // Where that is enough, nothing that lives goes on the way to the low-water mark.
        let isFull = try removeExpired(until: budget.target, in: transaction).isFull
        guard budget.isExceeded(by: try records.totals()) else { return }
        // One batch, so that no caller pays for all of the way down to the mark.
        if !isFull { outcome.eviction = try evict(until: budget.lowTarget(keeping: largest), in: transaction) }
        outcome.needsMore = budget.isExceeded(by: try records.totals())
        // Where everything else is worth more, what has just come is the first to go.
        let evicted = Set(outcome.eviction.keys)
        outcome.evicted = entries.count { evicted.contains($0.storedKey) }
    }
}
