import Foundation
import Roost
import RoostRepositories
import Testing

@Suite("Expired entries of a full cache")
struct CacheExpiredRoomTests {
    /// A cache at its budget beside a table whose records are expired.
    private struct Crowded {
        let clock = CacheClock()
        let db: Database
        let cache: Cache

        init(expired: Int, live: Int, _ change: (inout CacheOptions) -> Void = { _ in }) throws {
            let clock = clock
            var databaseOptions = DatabaseOptions()
            databaseOptions.clock = { clock.now }
            db = try Database.inMemory(tables: [Cache.table(), Coupon.table], options: databaseOptions)
            var options = CacheOptions()
            options.maxEntries = expired + live
            change(&options)
            cache = try Cache(in: db, options: options)
            try db[Coupon.self].bulkPut((0..<40).map { Coupon($0, until: CacheClock.start + 5) })
            try cache.set(Dictionary(uniqueKeysWithValues: (0..<live).map { ("live \($0)", $0) }))
            try cache.set(Dictionary(uniqueKeysWithValues: (0..<expired).map { ("dead \($0)", $0) }), ttl: 5)
        }

        func expiring(_ table: String) throws -> Int {
            try #require(try db.statistics().tables.first { $0.name == table }).expiring
        }
    }

    @Test("They make the room, and what others keep in the database stays unswept")
    func ownTable() async throws {
        let crowded = try Crowded(expired: 30, live: 20)
        crowded.clock.advance(5)
        #expect(try await crowded.cache.set(0, for: "one more"))
        var statistics = try crowded.cache.statistics()
        #expect(statistics.evictions == 0 && statistics.entries == 21)
        #expect(try crowded.expiring("cache") == 0 && crowded.expiring("coupons") == 40)
        let report = try await crowded.cache.shrink(toBytes: 0)
        #expect(report.swept == 0 && report.evicted == 21)
        statistics = try crowded.cache.statistics()
        #expect(statistics.entries == 0)
        #expect(try crowded.expiring("coupons") == 40)
        #expect(try await crowded.db.verify().isSound)
    }

    @Test("They go first, too, after the clock has jumped far", arguments: [2, 400])
    func clockJump(days: Double) async throws {
        let crowded = try Crowded(expired: 30, live: 20)
        crowded.clock.advance(days * 86_400)
        // Seen once: the next look believes it.
        _ = crowded.db.now
        #expect(try await crowded.cache.set(["one": 1, "two": 2]) == 2)
        let statistics = try crowded.cache.statistics()
        #expect(statistics.evictions == 0 && statistics.entries == 22)
        #expect(try await crowded.cache.keys(prefix: "live").count == 20)
        #expect(try crowded.expiring("coupons") == 40)
    }

    @Test("More of them than a batch go in several, and none that lives goes with them")
    func batches() throws {
        let crowded = try Crowded(expired: 30, live: 20) { $0.batchSize = 7 }
        crowded.clock.advance(5)
        // Room for 25 is wanted: more than three batches.
        #expect(try crowded.cache.set(Dictionary(uniqueKeysWithValues: (0..<25).map { ("new \($0)", $0) })) == 25)
        let statistics = try crowded.cache.statistics()
        #expect(statistics.evictions == 0)
        #expect(statistics.entries <= 50)
        #expect(try crowded.cache.keys(prefix: "live").count == 20)
        #expect(try crowded.cache.keys(prefix: "new").count == 25)
        #expect(try crowded.db.verify().isSound)
    }

    @Test("Where they are too few, what lives goes in the same transaction")
    func tooFew() throws {
        let crowded = try Crowded(expired: 3, live: 20) { $0.lowWaterMark = 1 }
        crowded.clock.advance(5)
        let before = try crowded.cache.statistics().entries
        #expect(before == 23)
        #expect(try crowded.cache.set(Dictionary(uniqueKeysWithValues: (0..<5).map { ("new \($0)", $0) })) == 5)
        let statistics = try crowded.cache.statistics()
        #expect(statistics.evictions == 2 && statistics.entries == 23)
        #expect(try crowded.expiring("cache") == 0)
    }

    @Test("Shrinking removes all of them, in batches")
    func shrinking() throws {
        let crowded = try Crowded(expired: 30, live: 20) { $0.batchSize = 7 }
        crowded.clock.advance(2 * 86_400)
        _ = crowded.db.now
        let report = try crowded.cache.shrink(toBytes: .max)
        #expect(report.swept == 30 && report.evicted == 0)
        #expect(try crowded.cache.statistics().entries == 20)
        #expect(try crowded.expiring("coupons") == 40)
    }
}
