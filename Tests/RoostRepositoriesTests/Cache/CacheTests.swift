import Foundation
import Roost
import RoostRepositories
import Testing

@Suite("Cache")
struct CacheTests {
    private let ann = User(id: 7, name: "Ann \"A\" Ünlü", born: Date(timeIntervalSince1970: 12.5))

    @Test("What is set is got, as whatever decodes from it, until it is removed")
    func roundTrip() throws {
        let store = try CacheStore()
        #expect(try store.cache.get("u", as: User.self) == nil)
        #expect(try store.cache.set(ann, for: "u"))
        #expect(try store.cache.get("u") == ann)
        #expect(try store.cache.get("u", as: [String: AnyJSON].self)?.count == 3)
        #expect(try store.cache.contains("u"))
        #expect(try store.cache.remove("u"))
        #expect(try store.cache.get("u", as: User.self) == nil)
        #expect(try !store.cache.contains("u"))
        #expect(try !store.cache.remove("u"))
    }

    @Test("Everything Codable can be a value, fragments of JSON too")
    func values() throws {
        let cache = try CacheStore().cache
        func check<V: Codable & Sendable & Equatable>(
            _ value: V, sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            try cache.set(value, for: "k")
            #expect(try cache.get("k", as: V.self) == value, sourceLocation: sourceLocation)
            #expect(try cache.entry(for: "k", as: V.self)?.value == value, sourceLocation: sourceLocation)
        }
        try check(42)
        try check(-0.1)
        try check("")
        try check("a\u{0}\"\\\n\u{1F600}")
        try check(true)
        try check([1, 2, 3])
        try check([String]())
        try check(["a": ["b": 1]])
        try check(Int?.none)
        try check(Int?.some(3))
        try check([ann, ann])
        try check(URL(string: "https://example.org/a?b=c"))
        try check(UUID())
    }

    @Test(
        "Bytes come back as they were, as Data and as an array",
        arguments: [
            [], [0], [0xFF, 0xFE], Array("plain text\nwith \"quotes\"".utf8), Array(repeating: 0, count: 100),
            Array(0...255), Array("e\u{301} é 😀".utf8), Array(repeating: 0x22, count: 9),
        ] as [[UInt8]])
    func bytes(bytes: [UInt8]) throws {
        let cache = try CacheStore().cache
        try cache.set(bytes, for: "a")
        try cache.set(Data(bytes), for: "d")
        for key in ["a", "d"] {
            #expect(try cache.get(key, as: [UInt8].self) == bytes)
            #expect(try cache.get(key, as: Data.self) == Data(bytes))
        }
        #expect(try cache.get(["a", "d"], as: Data.self) == ["a": Data(bytes), "d": Data(bytes)])
    }

    @Test("Text among bytes takes no third more, and what would as text is Base64")
    func sizeOfBytes() throws {
        let cache = try CacheStore().cache
        func size(_ bytes: [UInt8]) throws -> Int {
            let before = try cache.statistics().jsonBytes
            try cache.set(bytes, for: "k\(before)")
            return try cache.statistics().jsonBytes - before
        }
        let empty = try size([])
        #expect(try size(Array(repeating: UInt8(ascii: "a"), count: 3_000)) - empty < 3_010)
        #expect(try size(Array(repeating: 0, count: 3_000)) - empty < 4_010)
        #expect(try size(Array(repeating: 0xFF, count: 3_000)) - empty < 4_010)
    }

    @Test("A value of another type is an error that names the table and shows nothing")
    func wrongType() throws {
        let store = try CacheStore()
        let cache = store.cache
        try cache.set("secret", for: "private")
        try cache.set(Data("secret".utf8), for: "bytes")
        let reads: [() throws -> Any?] = [
            { try cache.get("private", as: Int.self) }, { try cache.get("private", as: User.self) },
            { try cache.get("private", as: Data.self) }, { try cache.get("private", as: [UInt8].self) },
            { try cache.get("bytes", as: String.self) }, { try cache.entry(for: "private", as: Int.self) },
            { try cache.get(["private"], as: Int.self) }, { try cache.get(["absent", "bytes"], as: String.self) },
        ]
        for read in reads {
            do {
                _ = try read()
                Issue.record("nothing was thrown")
            } catch {
                let error = try #require(error as? CacheError)
                #expect(error.code == .wrongType)
                #expect(error.table == "cache")
                #expect(!"\(error)".contains("secret") && !"\(error)".contains("private"))
            }
        }
        #expect(try cache.get("private") == "secret")
        let statistics = try cache.statistics()
        #expect(statistics.hits == 1 && statistics.misses == 0)
    }

    @Test("What does not encode is refused by the store, and the old value stays")
    func encodingFailure() throws {
        let cache = try CacheStore().cache
        try cache.set(1, for: "k")
        do {
            try cache.set(Double.nan, for: "k")
            Issue.record("nothing was thrown")
        } catch RoostError.Code.encodingFailed {}
        #expect(try cache.get("k") == 1)
        do {
            try cache.set(["k": 1.5, "l": .infinity])
            Issue.record("nothing was thrown")
        } catch RoostError.Code.encodingFailed {}
        #expect(try cache.get("k") == 1)
        #expect(try !cache.contains("l"))
    }

    @Test("Several keys are set, got and removed together")
    func batches() throws {
        let cache = try CacheStore().cache
        #expect(try cache.set(["a": 1, "b": 2, "c": 3], ttl: 60, tags: ["t"], priority: .high) == 3)
        #expect(try cache.get(["a", "c", "x", "a"], as: Int.self) == ["a": 1, "c": 3])
        #expect(try cache.get([String](), as: Int.self).isEmpty)
        let entry = try #require(try cache.entry(for: "b", as: Int.self))
        #expect(entry.tags == ["t"] && entry.priority == .high && entry.remaining == 60)
        #expect(try cache.remove(["a", "b", "x"]) == 2)
        #expect(try cache.keys() == ["c"])
        let statistics = try cache.statistics()
        #expect(statistics.hits == 3 && statistics.misses == 1)
        #expect(statistics.stores == 3 && statistics.removals == 2)
    }

    @Test("Counts and keys follow, and everything can be removed at once")
    func countAndKeys() throws {
        let cache = try CacheStore().cache
        for number in 0..<20 { try cache.set(number, for: "n/\(number % 10)", tags: ["t\(number % 2)"]) }
        #expect(try cache.count() == 10)
        #expect(try cache.count(tag: "t1") == 5)
        #expect(try cache.keys(prefix: "n/", limit: 3) == ["n/0", "n/1", "n/2"])
        #expect(try cache.keys(prefix: "m").isEmpty)
        #expect(try cache.keys(limit: -1).isEmpty)
        try cache.removeAll()
        #expect(try cache.count() == 0)
        #expect(try cache.keys().isEmpty)
        #expect(try cache.statistics().removals == 10)
        try cache.set(1, for: "again")
        #expect(try cache.count() == 1)
    }

    @Test("The asynchronous calls do the same")
    func asynchronous() async throws {
        let cache = try CacheStore().cache
        #expect(try await cache.set(ann, for: "u", ttl: 60, tags: ["a"]))
        #expect(try cache.get("u") == ann)
        #expect(try await cache.add(ann, for: "v", tags: ["a"]))
        #expect(try await !cache.add(ann, for: "v"))
        #expect(try await cache.set(["x/1": 1, "x/2": 2], tags: ["b"]) == 2)
        #expect(try await cache.get(["x/1", "x/2", "x/3"], as: Int.self) == ["x/1": 1, "x/2": 2])
        #expect(try await cache.count(tag: "a") == 2)
        #expect(try await cache.keys(prefix: "x/") == ["x/1", "x/2"])
        #expect(try await cache.remove("v"))
        #expect(try await cache.remove(["u", "w"]) == 1)
        #expect(try await cache.remove(tag: "a") == 0)
        #expect(try await cache.remove(prefix: "x") == 2)
        try await cache.set(1, for: "k")
        #expect(try await cache.flushAccessTimes() == 0)
        try await cache.removeAll()
        #expect(try await cache.count() == 0)
        #expect(try cache.statistics().removals == 5)
    }

    @Test("Two caches of one database have nothing in common")
    func names() throws {
        let db = try Database.inMemory(tables: [Cache.table(), Cache.table(named: "pages")])
        let (users, pages) = (try Cache(in: db), try Cache(in: db, name: "pages"))
        try users.set(1, for: "k")
        try pages.set("one", for: "k")
        #expect(try users.get("k") == 1)
        #expect(try pages.get("k") == "one")
        try users.removeAll()
        #expect(try pages.count() == 1)
    }

    @Test("Entries outlive the process, with everything they have")
    func reopening() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("roost-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for round in 0..<2 {
            let db = try Database.open(at: folder.path, tables: [Cache.table()])
            let cache = try Cache(in: db)
            if round == 0 {
                try cache.set(ann, for: "u", ttl: 3_600, tags: ["x"], priority: .essential)
            } else {
                let entry = try #require(try cache.entry(for: "u", as: User.self))
                #expect(entry.value == ann && entry.tags == ["x"] && entry.priority == .essential)
                #expect(try #require(entry.remaining) > 3_000)
                #expect(try cache.statistics().entries == 1)
            }
            try db.close()
        }
    }

    @Test("A cache needs its table, an open database, and its own transactions")
    func misuse() throws {
        let db = try Database.inMemory(tables: [Cache.table()])
        func expect(_ code: RoostError.Code, _ body: () throws -> Void) {
            do {
                try body()
                Issue.record("nothing was thrown instead of \(code)")
            } catch {
                #expect(code ~= error, "\(error)")
            }
        }
        expect(.tableNotDeclared) { _ = try Cache(in: db, name: "other") }
        let cache = try Cache(in: db)
        expect(.reentrant) { try db.write { _ in _ = try cache.set(1, for: "k") } }
        expect(.reentrant) { try db.read { _ in _ = try cache.get("k", as: Int.self) } }
        try db.close()
        expect(.closed) { _ = try cache.get("k", as: Int.self) }
        expect(.closed) { try cache.set(1, for: "k") }
        expect(.closed) { try cache.remove(tag: "t") }
        expect(.closed) { try cache.shrinkToBudget() }
        expect(.closed) { _ = try cache.statistics() }
    }

    @Test("An entry that was read by a query cannot be written back without its value")
    func unreadEntry() throws {
        let store = try CacheStore()
        try store.cache.set(1, for: "k")
        let entry = try store.record("k")
        #expect(entry.key == "k" && entry.createdAt == CacheClock.start)
        do {
            try store.db[CacheEntry.self].put(entry)
            Issue.record("nothing was thrown")
        } catch let error as RoostError {
            #expect(error.code == .encodingFailed)
            #expect((error.underlying as? CacheError)?.code == .unreadEntry)
        }
        #expect(try store.cache.get("k") == 1)
    }
}

/// Any JSON, without looking at it.
private struct AnyJSON: Codable, Sendable {
    init(from decoder: any Decoder) throws {}
    func encode(to encoder: any Encoder) throws {}
}
