import Foundation
import Roost
import RoostEngine
import RoostEngineTesting
import RoostRepositories
import Testing

@Suite("Access times of a cache")
struct CacheAccessTests {
    @Test("A read writes nothing; what was read is written on demand, and not again within the resolution")
    func noting() throws {
        let store = try CacheStore { $0.accessResolution = 60 }
        let cache = store.cache
        try cache.set(1, for: "k", ttl: 10_000)
        let revision = try store.db[CacheEntry.self].revision(of: "k")
        store.clock.advance(59)
        #expect(try cache.get("k") == 1)
        #expect(try cache.flushAccessTimes() == 0)
        store.clock.advance(1)
        #expect(try cache.get("k") == 1)
        #expect(try cache.get(["k"], as: Int.self) == ["k": 1])
        #expect(try cache.contains("k"))
        #expect(try store.record("k").accessedAt == CacheClock.start)
        #expect(try store.db[CacheEntry.self].revision(of: "k") == revision)
        #expect(try cache.flushAccessTimes() == 1)
        #expect(try store.record("k").accessedAt == CacheClock.start + 60)
        #expect(try cache.get("k") == 1)
        #expect(try cache.entry(for: "k", as: Int.self)?.remaining == 9_940)
        #expect(try cache.flushAccessTimes() == 0)
    }

    @Test("A batch is written behind the readers' backs")
    func background() async throws {
        let store = try CacheStore {
            $0.accessResolution = 0
            $0.accessBatch = 10
        }
        let cache = store.cache
        for number in 0..<10 { try await cache.set(number, for: "\(number)") }
        store.clock.advance(1)
        for number in 0..<9 { #expect(try cache.get("\(number)") == number) }
        #expect(try store.record("0").accessedAt == CacheClock.start)
        #expect(try cache.get("9") == 9)
        try await waitUntil { try store.record("0").accessedAt == CacheClock.start + 1 }
        try await waitUntil { try store.record("9").accessedAt == CacheClock.start + 1 }
    }

    @Test("What is set, removed or expired meanwhile is not touched by what was read before")
    func changesMeanwhile() throws {
        let store = try CacheStore { $0.accessResolution = 0 }
        let cache = store.cache
        for key in ["set", "removed", "expired"] { try cache.set(1, for: key, ttl: 5) }
        store.clock.advance(1)
        for key in ["set", "removed", "expired"] { #expect(try cache.get(key) == 1) }
        store.clock.advance(3)
        try cache.set(2, for: "set", ttl: 5)
        try cache.remove("removed")
        store.clock.advance(1)
        #expect(try cache.flushAccessTimes() == 0)
        #expect(try store.record("set").accessedAt == CacheClock.start + 4)
        #expect(try cache.count() == 1)
    }

    @Test("A failure to write them is reported, and readers do not see it")
    func failure() async throws {
        let failures = Failures()
        let engine = FaultyStore(try LevelDBStore.inMemory())
        let clock = CacheClock()
        var databaseOptions = DatabaseOptions()
        databaseOptions.clock = { clock.now }
        let db = try Database.open(engine, path: nil, tables: [Cache.table()], options: databaseOptions)
        var options = CacheOptions()
        options.accessBatch = 1
        options.onFailure = { failures.append($0) }
        let cache = try Cache(in: db, options: options)
        try await cache.set(1, for: "k")
        clock.advance(1_000)
        engine.fail(
            .commit, number: engine.attemptCount(of: .commit) + 1, with: EngineError(.commitUnknown, "no disk"))
        #expect(try cache.get("k") == 1)
        try await waitUntil { failures.all.count == 1 }
        #expect(failures.all[0].operation == .accessTimes && failures.all[0].key == nil)
        #expect(RoostError.Code.commitUnknown ~= failures.all[0].error)
    }
}
