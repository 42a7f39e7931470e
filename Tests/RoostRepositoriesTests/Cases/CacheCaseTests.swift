import Foundation
import Roost
import RoostRepositories
import Testing

/// What Dexie.js 4.4.4 answers about a cache in a table of one's own, asked of ``Cache``; section A of the cases.
@Suite("Cases: cache") struct CacheCaseTests {
    private let store: CacheStore

    /// k1, k2 and k3 expire after 10, 20 and 30 seconds, k4 never; k1 and k2 have tags.
    init() throws {
        store = try CacheStore()
        try store.cache.set(1, for: "k1", ttl: 10, tags: ["x"])
        try store.cache.set(2, for: "k2", ttl: 20, tags: ["x", "y"])
        try store.cache.set(3, for: "k3", ttl: 30)
        try store.cache.set(4, for: "k4", ttl: .forever)
    }

    @Test("A12 what never expires stays, and so does what expires later") func expired() throws {
        store.clock.advance(20)
        #expect(try store.db.sweep().swept == 2)
        #expect(try store.cache.keys() == ["k3", "k4"])
        #expect(try store.db[CacheEntry.self].all.primaryKeys() == ["k3", "k4"])
    }

    @Test("A13 what is removed leaves no entry in the index of tags") func tagsOfTheExpired() throws {
        func entries() throws -> Int? {
            try store.db.statistics().tables[0].indexes.first { $0.name == "tags" }?.entries
        }
        #expect(try entries() == 3)
        #expect(try store.db[CacheEntry.self].all.keys(\.tags) == ["x", "x", "y"])
        store.clock.advance(20)
        try store.db.sweep()
        #expect(try entries() == 0)
        #expect(try store.db[CacheEntry.self].all.keys(\.tags) == [])
        #expect(try store.db.verify().isSound)
    }

    @Test("A15 setting again moves an entry to its new expiry") func movedExpiry() throws {
        let bound = CacheClock.start + 30
        let entries = store.db[CacheEntry.self]
        #expect(try entries.where(\.expiresAt).belowOrEqual(bound).primaryKeys() == ["k1", "k2", "k3"])
        try store.cache.set(3, for: "k3", ttl: 99)
        #expect(try entries.where(\.expiresAt).belowOrEqual(bound).primaryKeys() == ["k1", "k2"])
        #expect(try entries.where(\.expiresAt).above(bound).primaryKeys() == ["k3"])
        store.clock.advance(98)
        #expect(try store.db.sweep().swept == 2)
        #expect(try store.cache.get("k3") == 3)
    }

    @Test("A16 a tag takes the entries that have it, and leaves the others") func tag() throws {
        try store.cache.remove(["k1", "k2", "k4"])
        for (key, tags) in [("a", ["x", "y"]), ("b", ["y"]), ("c", ["x"])] {
            try store.cache.set(key, for: key, tags: tags)
        }
        #expect(try store.cache.remove(tag: "x") == 2)
        #expect(try store.cache.keys() == ["b", "k3"])
        #expect(try store.cache.count(tag: "y") == 1)
    }
}
