import Foundation
import Roost
import RoostRepositories
import Testing

@Suite("Lifetimes of cached values")
struct CacheLifetimeTests {
    @Test("What is expired is absent from every call, swept or not")
    func expiry() throws {
        let store = try CacheStore()
        let cache = store.cache
        try cache.set(1, for: "a", ttl: 10, tags: ["t"])
        try cache.set(2, for: "b", ttl: 20, tags: ["t"])
        store.clock.advance(9.999)
        #expect(try cache.get("a") == 1)
        store.clock.advance(0.001)
        for sweeps in [false, true] {
            if sweeps { try store.db.sweep() }
            #expect(try cache.get("a", as: Int.self) == nil)
            #expect(try !cache.contains("a"))
            #expect(try cache.entry(for: "a", as: Int.self) == nil)
            #expect(try cache.count() == 1)
            #expect(try cache.count(tag: "t") == 1)
            #expect(try cache.keys() == ["b"])
            #expect(try cache.get(["a", "b"], as: Int.self) == ["b": 2])
            #expect(try cache.statistics().entries == (sweeps ? 1 : 2))
        }
        #expect(try !cache.remove("a"))
    }

    @Test(
        "0 and less is no life: nothing is stored, and what was there goes", arguments: [0, -1, -.infinity] as [Double])
    func noLife(seconds: TimeInterval) throws {
        let cache = try CacheStore().cache
        try cache.set(1, for: "k")
        #expect(try !cache.set(2, for: "k", ttl: .seconds(seconds)))
        #expect(try !cache.contains("k"))
        #expect(try !cache.add(2, for: "k", ttl: .seconds(seconds)))
        #expect(try cache.set(["k": 3], ttl: .seconds(seconds)) == 0)
        let statistics = try cache.statistics()
        #expect(statistics.entries == 0 && statistics.stores == 1 && statistics.removals == 1)
    }

    @Test("For ever is for ever", arguments: [.forever, .seconds(1e300), .seconds(1e12)] as [TimeToLive])
    func forever(ttl: TimeToLive) throws {
        let store = try CacheStore()
        try store.cache.set(1, for: "k", ttl: ttl)
        let entry = try #require(try store.cache.entry(for: "k", as: Int.self))
        #expect(entry.remaining == nil && entry.expiresAt == nil)
        store.clock.advance(1e10)
        // A jump so far is believed when it is seen twice.
        _ = store.db.now
        #expect(try store.cache.get("k") == 1)
    }

    @Test("Times to live below a second count, to the millisecond")
    func subsecond() throws {
        let store = try CacheStore()
        store.clock.advance(0.000_4)
        try store.cache.set(1, for: "k", ttl: 0.25)
        try store.cache.set(1, for: "d", ttl: .duration(.milliseconds(250)))
        store.clock.advance(0.249)
        #expect(try store.cache.contains("k") && store.cache.contains("d"))
        store.clock.advance(0.002)
        #expect(try !store.cache.contains("k") && !store.cache.contains("d"))
    }

    @Test("NaN is no time, and changes nothing")
    func notANumber() throws {
        let cache = try CacheStore().cache
        try cache.set(1, for: "k")
        expectCacheError(.invalidArgument) { try cache.set(2, for: "k", ttl: .seconds(.nan)) }
        expectCacheError(.invalidArgument) { try cache.add(2, for: "l", ttl: .seconds(.nan)) }
        #expect(try cache.get("k") == 1)
        #expect(try !cache.contains("l"))
    }

    @Test("Setting again begins the time anew, and .keep goes on with it")
    func restartAndKeep() throws {
        let store = try CacheStore()
        let cache = store.cache
        try cache.set(1, for: "k", ttl: 10)
        store.clock.advance(8)
        try cache.set(2, for: "k", ttl: 10)
        #expect(try cache.entry(for: "k", as: Int.self)?.remaining == 10)
        store.clock.advance(8)
        try cache.set(3, for: "k", ttl: .keep)
        let entry = try #require(try cache.entry(for: "k", as: Int.self))
        #expect(entry.value == 3 && entry.remaining == 2)
        store.clock.advance(2)
        #expect(try !cache.contains("k"))
        // What is expired leaves nothing to keep.
        try cache.set(4, for: "k", ttl: .keep)
        #expect(try cache.entry(for: "k", as: Int.self)?.remaining == nil)
        try cache.set(5, for: "forever", ttl: .forever)
        try cache.set(6, for: "forever", ttl: .keep)
        store.clock.advance(1e9)
        _ = store.db.now
        #expect(try cache.get("forever") == 6)
    }

    @Test("The standard time is the options'")
    func standard() throws {
        let store = try CacheStore { $0.timeToLive = 30 }
        try store.cache.set(1, for: "k")
        try store.cache.set(1, for: "new", ttl: .keep)
        #expect(try store.cache.entry(for: "k", as: Int.self)?.remaining == 30)
        #expect(try store.cache.entry(for: "new", as: Int.self)?.remaining == 30)
    }

    @Test("Add stores only where nothing lives")
    func add() throws {
        let store = try CacheStore()
        let cache = store.cache
        #expect(try cache.add(1, for: "k", ttl: 10))
        #expect(try !cache.add(2, for: "k", ttl: 100))
        #expect(try cache.entry(for: "k", as: Int.self)?.remaining == 10)
        store.clock.advance(10)
        #expect(try cache.add(3, for: "k", ttl: .keep))
        #expect(try cache.get("k") == 3)
        #expect(try cache.statistics().stores == 2)
    }

    @Test("An entry tells what is left, and what it has")
    func entry() throws {
        let store = try CacheStore()
        try store.cache.set("v", for: "k", ttl: 100, tags: ["a", "b"], priority: .low)
        store.clock.advance(40)
        let entry = try #require(try store.cache.entry(for: "k", as: String.self))
        #expect(entry.key == "k" && entry.value == "v" && !entry.isStale && entry.remaining == 60)
        #expect(entry.tags == ["a", "b"] && entry.priority == .low)
        #expect(entry.createdAt == CacheClock.start && entry.expiresAt == CacheClock.start + 100)
    }

    @Test("Options out of their domain are refused")
    func invalidOptions() throws {
        let changes: [@Sendable (inout CacheOptions) -> Void] = [
            { $0.timeToLive = .nan }, { $0.staleFor = -1 }, { $0.negativeTimeToLive = .nan }, { $0.reloadPause = -0.1 },
            { $0.accessResolution = -1 }, { $0.maxBytes = 0 }, { $0.maxEntries = -1 }, { $0.lowWaterMark = 0 },
            { $0.lowWaterMark = 1.01 }, { $0.lowWaterMark = .nan }, { $0.batchSize = 0 }, { $0.batchSize = 100_001 },
            { $0.accessBatch = 0 }, { $0.accessBatch = 1_000_001 },
        ]
        for change in changes { expectCacheError(.invalidArgument) { try CacheStore(change) } }
    }
}
