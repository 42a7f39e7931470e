import Foundation
import Roost
import RoostRepositories
import Testing

@Suite("Budgets of a cache")
struct CacheBudgetTests {
    @Test("The number of entries never exceeds the budget, and falls to the low-water mark when it would")
    func entries() throws {
        let store = try CacheStore { $0.maxEntries = 20 }
        let cache = store.cache
        var previous = 0
        for number in 0..<100 {
            #expect(try cache.set(number, for: String(format: "%03d", number)))
            store.clock.advance(1)
            let entries = try cache.statistics().entries
            #expect(entries == (previous == 20 ? 18 : previous + 1))
            previous = entries
            #expect(try cache.contains(String(format: "%03d", number)))
        }
        let statistics = try cache.statistics()
        #expect(statistics.evictions + statistics.entries == 100)
        // The ones used last are left.
        #expect(try cache.keys() == (100 - statistics.entries..<100).map { String(format: "%03d", $0) })
    }

    @Test("The bytes never exceed the budget, and are the store's own")
    func bytes() throws {
        let store = try CacheStore { $0.maxBytes = 20_000 }
        let cache = store.cache
        for number in 0..<200 {
            try cache.set(String(repeating: "x", count: number * 5), for: "\(number)")
            let statistics = try cache.statistics()
            #expect(statistics.jsonBytes <= 20_000)
            store.clock.advance(1)
        }
        let table = try #require(try store.db.statistics().tables.first { $0.name == "cache" })
        let statistics = try cache.statistics()
        #expect(table.records == statistics.entries && table.jsonBytes == statistics.jsonBytes)
        #expect(statistics.evictions > 100 && statistics.evictedBytes > 20_000)
        #expect(try store.db.verify().isSound)
    }

    @Test("Evicted are first the expired, then the lowest priority, then what was not read for the longest time")
    func order() throws {
        let store = try CacheStore {
            $0.maxEntries = 8
            $0.lowWaterMark = 1
            $0.accessResolution = 0
        }
        let cache = store.cache
        for (key, priority) in [("l", CachePriority.low), ("n", .normal), ("h", .high), ("e", .essential)] {
            for number in 1...2 {
                try cache.set(number, for: "\(key)\(number)", ttl: key == "e" ? 100 : .forever, priority: priority)
                store.clock.advance(1)
            }
        }
        try store.touch("l1")
        try store.touch("n1")
        func setAndFindGone(_ key: String, _ priority: CachePriority) throws -> Set<String> {
            let before = Set(try store.db[CacheEntry.self].all.primaryKeys())
            store.clock.advance(1)
            #expect(try cache.set(0, for: key, priority: priority))
            return before.subtracting(try store.db[CacheEntry.self].all.primaryKeys())
        }
        #expect(try setAndFindGone("x1", .high) == ["l2"])
        #expect(try setAndFindGone("x2", .high) == ["l1"])
        #expect(try setAndFindGone("x3", .high) == ["n2"])
        #expect(try setAndFindGone("x4", .high) == ["n1"])
        #expect(try setAndFindGone("x5", .essential) == ["h1"])
        store.clock.advance(100)
        let evictions = try cache.statistics().evictions
        // The two essential ones are expired: they make the room.
        #expect(try cache.set(0, for: "y1", priority: .low))
        #expect(try cache.set(0, for: "y2", priority: .low))
        #expect(try cache.statistics().evictions == evictions)
        #expect(try cache.statistics().entries == 8)
    }

    @Test("A read that was only noted counts when room is made")
    func notedReads() throws {
        let store = try CacheStore {
            $0.maxEntries = 3
            $0.lowWaterMark = 1
            $0.accessResolution = 10
        }
        let cache = store.cache
        for key in ["a", "b", "c"] {
            try cache.set(1, for: key)
            store.clock.advance(10)
        }
        #expect(try cache.get("a") == 1)
        try cache.set(1, for: "d")
        #expect(try cache.keys() == ["a", "c", "d"])
    }

    @Test("What is larger than the budget is refused, evicts nothing, and takes the old value with it")
    func tooLarge() throws {
        let store = try CacheStore { $0.maxBytes = 2_000 }
        let cache = store.cache
        try cache.set("a", for: "a")
        try cache.set("b", for: "b")
        #expect(try !cache.set(String(repeating: "b", count: 2_000), for: "b"))
        #expect(try cache.get("a") == "a")
        #expect(try !cache.contains("b"))
        #expect(try cache.set(["c": String(repeating: "c", count: 2_000), "d": "d"]) == 1)
        #expect(try cache.keys() == ["a", "d"])
        let statistics = try cache.statistics()
        #expect(statistics.refusals == 2 && statistics.evictions == 0 && statistics.stores == 3)
        // Larger than the low-water mark is not larger than the budget.
        #expect(try cache.set(String(repeating: "e", count: 1_890), for: "e"))
        #expect(try cache.keys() == ["e"])
    }

    @Test("Where everything is worth more, what comes is the first to go")
    func worthLess() throws {
        let store = try CacheStore {
            $0.maxEntries = 2
            $0.lowWaterMark = 1
        }
        let cache = store.cache
        try cache.set(["a": 1, "b": 2], priority: .high)
        #expect(try !cache.set(3, for: "c", priority: .low))
        #expect(try cache.keys() == ["a", "b"])
        let statistics = try cache.statistics()
        #expect(statistics.stores == 3 && statistics.evictions == 1 && statistics.refusals == 0)
    }

    @Test("More than one batch is evicted where it has to be")
    func batches() throws {
        let store = try CacheStore {
            $0.maxBytes = 100_000
            $0.batchSize = 3
        }
        let cache = store.cache
        for number in 0..<500 {
            try cache.set(number, for: "\(number)", ttl: 1_000)
            store.clock.advance(1)
        }
        let before = try cache.statistics()
        #expect(try cache.set(String(repeating: "x", count: 60_000), for: "large"))
        let after = try cache.statistics()
        #expect(after.jsonBytes <= 100_000 && after.jsonBytes > 99_000)
        #expect(after.entries == before.entries + 1 - (after.evictions - before.evictions))
        #expect(try cache.contains("large") && cache.contains("499") && !cache.contains("0"))
    }

    @Test("One that stores pays for one batch of evictions, and for more only where the budget asks for it")
    func boundedEviction() throws {
        let store = try CacheStore {
            $0.maxEntries = 1_000
            $0.batchSize = 10
        }
        let cache = store.cache
        try cache.set(Dictionary(uniqueKeysWithValues: (0..<1_000).map { ("\($0)", $0) }))
        try cache.set(0, for: "one more")
        #expect(try cache.statistics().evictions == 10)
        try cache.set(Dictionary(uniqueKeysWithValues: (0..<100).map { ("more \($0)", $0) }))
        #expect(try cache.statistics().entries == 1_000)
    }

    @Test("Shrinking goes as low as it is told, in batches, and tells what it did")
    func shrinking() async throws {
        let store = try CacheStore { $0.batchSize = 10 }
        let cache = store.cache
        try await cache.set(Dictionary(uniqueKeysWithValues: (0..<30).map { ("t\($0)", $0) }), ttl: 5)
        store.clock.advance(5)
        try await cache.set(Dictionary(uniqueKeysWithValues: (0..<100).map { ("\($0)", $0) }))
        let full = try cache.statistics()
        let report = try await cache.shrink(toBytes: full.jsonBytes / 4)
        let left = try cache.statistics()
        #expect(left.jsonBytes <= full.jsonBytes / 4 && left.jsonBytes > full.jsonBytes / 5)
        #expect(report.swept == 30 && report.evicted == 100 - left.entries)
        #expect(report.freedBytes == full.jsonBytes - left.jsonBytes)
        #expect(report.batches == (report.evicted + 9) / 10)
        let nothing = try await cache.shrinkToBudget()
        #expect(nothing.evicted == 0 && nothing.freedBytes == 0)
        #expect(try await cache.shrink(toBytes: -1).evicted == left.entries)
        #expect(try cache.statistics().entries == 0)
        #expect(try await store.db.verify().isSound)
    }

    @Test("Shrinking to the budget goes to its low-water mark")
    func shrinkingToBudget() throws {
        let cache = try CacheStore {
            $0.maxEntries = 100
            $0.lowWaterMark = 0.5
        }.cache
        try cache.set(Dictionary(uniqueKeysWithValues: (0..<80).map { ("\($0)", $0) }))
        #expect(try cache.shrinkToBudget().evicted == 30)
        #expect(try cache.statistics().entries == 50)
    }

    @Test("Entries that come with older access times than those evicted are evicted all the same")
    func clockSetBack() throws {
        let store = try CacheStore()
        let cache = store.cache
        try cache.set(["a": 1, "b": 2])
        try cache.shrink(toBytes: 0)
        store.clock.advance(-100)
        try cache.set(["c": 1, "d": 2])
        // Behind the cache's back.
        try store.db[CacheEntry.self].update("c", .set(\.accessedAt, to: CacheClock.start - 10_000))
        #expect(try cache.shrink(toBytes: 0).evicted == 2)
        #expect(try cache.statistics().entries == 0)
    }

    @Test("Finding what to evict reads no more the more has been evicted")
    func readsOfEvictions() throws {
        let store = try CacheStore { $0.maxEntries = 50 }
        for number in 0..<1_000 {
            try store.cache.set(number, for: "\(number)")
            store.clock.advance(1)
        }
        let oldest = try #require(
            try store.db[CacheEntry.self].orderBy(\.priority, \.accessedAt).first())
        #expect(try store.cache.statistics().entries <= 50)
        #expect(oldest.accessedAt >= CacheClock.start + 950)
    }

    @Test("Admission decides what comes in, can be changed, and takes the old value away with what it refuses")
    func admission() throws {
        let cache = try CacheStore { $0.admission = .essentialOnly }.cache
        #expect(try !cache.set(1, for: "a"))
        #expect(try cache.set(1, for: "b", priority: .essential))
        cache.admission = .all
        #expect(try cache.set(1, for: "a"))
        cache.admission = .custom { $0.key != "a" && $0.tags != ["no"] && $0.priority != .low }
        #expect(try !cache.set(2, for: "a"))
        #expect(try !cache.set(2, for: "c", tags: ["no"]))
        #expect(try !cache.add(2, for: "d", priority: .low))
        #expect(try cache.set(2, for: "e"))
        #expect(try cache.keys() == ["b", "e"])
        #expect(try cache.statistics().refusals == 4)
    }

    @Test("The largest budget there is")
    func hugeBudget() throws {
        for mark in [1, 0.999] {
            let store = try CacheStore {
                $0.maxBytes = .max
                $0.maxEntries = .max
                $0.lowWaterMark = mark
            }
            try store.cache.set(1, for: "k")
            #expect(try store.cache.shrinkToBudget().evicted == 0)
            #expect(try store.cache.get("k") == 1)
        }
    }
}
