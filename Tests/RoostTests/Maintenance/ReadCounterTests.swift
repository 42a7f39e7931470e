import Testing

@testable import Roost

/// Exact numbers of what the main reading workloads ask of the engine: one that reads more than it must fails here.
///
/// A scan is one chunk of entries: of 1,024 where only keys are wanted, else of 512 (or as many as a limit leaves), and
/// of 256 KiB at most. A multiGet fetches the records of one chunk.
@Suite(.serialized) struct ReadCounterTests {
    struct Workload: CustomTestStringConvertible, Sendable {
        let name: String
        let expected: WorkCounts
        let run: @Sendable (CountedDatabase) throws -> Void
        var testDescription: String { name }

        init(_ name: String, _ expected: WorkCounts, _ run: @escaping @Sendable (CountedDatabase) throws -> Void) {
            self.name = name
            self.expected = expected
            self.run = run
        }
    }

    /// One for all, as none changes it; that is why they run one after another.
    private static let loaded = Result { try CountedDatabase(Session.loaded) }

    @Test(arguments: points + chunks + limits + filters) func reads(_ workload: Workload) throws {
        let db = try Self.loaded.get()
        let first = try db.count(workload.run)
        #expect(first == workload.expected)
        let second = try db.count(workload.run)
        #expect(second == first, "nothing is kept from one time to the next")
    }

    @Test func aLookUpByAUniqueIndexReadsOneEntryAndOneRecord() throws {
        let db = try CountedDatabase([])
        try db.uniqueSessions.bulkAdd(Session.loaded.prefix(10))
        let counts = try db.count { db throws in
            let token = Session.loaded[5].refreshToken
            #expect(try db.uniqueSessions.where(\.refreshToken).equals(token).first() == Session.loaded[5])
        }
        #expect(counts == [.keysRead: 1, .recordsRead: 1, .recordsDecoded: 1, .views: 1, .multiGets: 2])
    }

    private static let token = Session.loaded[700].accessToken

    /// Whatever one key answers needs no view.
    private static let points: [Workload] = [
        Workload("nothing in a scope", [.views: 1]) { db throws in try db.read { _ in } },
        Workload("get", [.recordsRead: 1, .recordsDecoded: 1, .gets: 1]) { db throws in
            #expect(try db.sessions.get(token) == Session.loaded[700])
        },
        Workload("get of no record", [.gets: 1]) { db throws in #expect(try db.sessions.get("none") == nil) },
        Workload("revision of a record", [.recordsRead: 1, .gets: 1]) { db throws in
            #expect(try db.sessions.revision(of: token) == 1)
        },
        Workload("count of the table", [.gets: 1]) { db throws in #expect(try db.sessions.count() == 2_000) },
        Workload("count of a query for all", [.gets: 1, .views: 1]) { db throws in
            #expect(try db.sessions.all.count() == 2_000)
        },
        Workload("100 gets in one scope", [.recordsRead: 100, .recordsDecoded: 100, .gets: 100, .views: 1]) {
            db throws in
            try db.read { tx throws in
                for session in Session.loaded.prefix(100) {
                    #expect(try tx[Session.self].get(session.accessToken) == session)
                }
            }
        },
        Workload("bulkGet of 100", [.recordsRead: 100, .recordsDecoded: 100, .views: 1, .multiGets: 1]) { db throws in
            #expect(
                try db.sessions.bulkGet(Session.loaded.prefix(100).map(\.accessToken)) == Array(Session.loaded[..<100]))
        },
        // Whole keys are looked up, however many, and nothing is scanned.
        Workload(
            "query for a primary key", [.keysRead: 1, .recordsRead: 1, .recordsDecoded: 1, .views: 1, .multiGets: 1]
        ) { db throws in
            #expect(try db.sessions.where(\.accessToken).equals(token).toArray() == [Session.loaded[700]])
        },
        Workload(
            "query for 50 primary keys",
            [.keysRead: 50, .recordsRead: 50, .recordsDecoded: 50, .views: 1, .multiGets: 1]
        ) { db throws in
            let tokens = Session.loaded.prefix(50).map(\.accessToken)
            #expect(try db.sessions.where(\.accessToken).anyOf(tokens).toArray().count == 50)
        },
        Workload("explain", [.views: 1]) { db throws in
            #expect(try db.sessions.where(\.expiresAt).above(Session.expiry(0)).explain().index == "expiresAt")
        },
    ]

    private static let chunks: [Workload] = [
        Workload(
            "100 by an index",
            [.keysRead: 100, .recordsRead: 100, .recordsDecoded: 100, .views: 1, .scans: 1, .multiGets: 1]
        ) { db throws in
            #expect(try db.sessions.where(\.userID).equals("u1000007").toArray().count == 100)
        },
        // Chunks of 512, 512, 376.
        Workload(
            "1,400 by an index",
            [.keysRead: 1_400, .recordsRead: 1_400, .recordsDecoded: 1_400, .views: 1, .scans: 3, .multiGets: 3]
        ) { db throws in
            #expect(try db.sessions.where(\.expiresAt).below(Session.expiry(1_400)).toArray().count == 1_400)
        },
        // Chunks of 512, 512, 512, 464, which have the records in them.
        Workload("all", [.keysRead: 2_000, .recordsRead: 2_000, .recordsDecoded: 2_000, .views: 1, .scans: 4]) {
            db throws in
            var count = 0
            try db.sessions.all.each { _ in count += 1 }
            #expect(count == 2_000)
        },
        Workload("keys of 1,000", [.keysRead: 1_000, .views: 1, .scans: 1]) { db throws in
            let keys = try db.sessions.where(\.expiresAt).between(Session.expiry(5), Session.expiry(1_005))
                .keys(\.expiresAt)
            #expect(keys == (5..<1_005).map(Session.expiry))
        },
        // Chunks of 1,024 and 476.
        Workload("keys of 1,500", [.keysRead: 1_500, .views: 1, .scans: 2]) { db throws in
            #expect(try db.sessions.where(\.expiresAt).below(Session.expiry(1_500)).keys(\.expiresAt).count == 1_500)
        },
        Workload("primary keys of 1,000", [.keysRead: 1_000, .views: 1, .scans: 1]) { db throws in
            #expect(try db.sessions.where(\.expiresAt).below(Session.expiry(1_000)).primaryKeys().count == 1_000)
        },
        Workload("count of 1,000", [.keysRead: 1_000, .views: 1, .scans: 1]) { db throws in
            #expect(try db.sessions.where(\.expiresAt).below(Session.expiry(1_000)).count() == 1_000)
        },
        // One scan and one multiGet a range.
        Workload(
            "200 in two ranges",
            [.keysRead: 200, .recordsRead: 200, .recordsDecoded: 200, .views: 1, .scans: 2, .multiGets: 2]
        ) { db throws in
            #expect(try db.sessions.where(\.userID).anyOf("u1000003", "u1000007").toArray().count == 200)
        },
        Workload("count of 200 in two ranges", [.keysRead: 200, .views: 1, .scans: 2]) { db throws in
            #expect(try db.sessions.where(\.userID).anyOf("u1000003", "u1000007").count() == 200)
        },
        Workload("count of an empty range", [.views: 1, .scans: 1]) { db throws in
            #expect(try db.sessions.where(\.userID).equals("none").count() == 0)
        },
    ]

    private static let limits: [Workload] = [
        Workload(
            "the 20 updated last",
            [.keysRead: 20, .recordsRead: 20, .recordsDecoded: 20, .views: 1, .scans: 1, .multiGets: 1]
        ) { db throws in
            let sessions = try db.sessions.orderBy(\.updatedAt).reverse().limit(20).toArray()
            #expect(sessions.map(\.updatedAt) == (1_980..<2_000).reversed().map(Session.update))
        },
        // What is skipped and what is wanted is one chunk.
        Workload(
            "20 behind 500",
            [.keysRead: 520, .recordsRead: 20, .recordsDecoded: 20, .views: 1, .scans: 1, .multiGets: 1]
        ) { db throws in
            let sessions = try db.sessions.orderBy(\.updatedAt).offset(500).limit(20).toArray()
            #expect(sessions.map(\.updatedAt) == (500..<520).map(Session.update))
        },
        // 256 KiB are 1,821 entries of 144 bytes. The chunk has none that is wanted; its multiGet is for no key.
        Workload(
            "20 behind 1,900",
            [.keysRead: 1_920, .recordsRead: 20, .recordsDecoded: 20, .views: 1, .scans: 2, .multiGets: 1]
        ) { db throws in
            let sessions = try db.sessions.orderBy(\.updatedAt).offset(1_900).limit(20).toArray()
            #expect(sessions.map(\.updatedAt) == (1_900..<1_920).map(Session.update))
        },
        Workload(
            "the first of 100",
            [.keysRead: 1, .recordsRead: 1, .recordsDecoded: 1, .views: 1, .scans: 1, .multiGets: 1]
        ) { db throws in
            #expect(try db.sessions.where(\.userID).equals("u1000007").first()?.user.id == "u1000007")
        },
        Workload(
            "the last of an order",
            [.keysRead: 1, .recordsRead: 1, .recordsDecoded: 1, .views: 1, .scans: 1, .multiGets: 1]
        ) { db throws in
            #expect(try db.sessions.orderBy(\.expiresAt).last()?.expiresAt == Session.expiry(1_999))
        },
        Workload("none of an order", [.views: 1]) { db throws in
            #expect(try db.sessions.orderBy(\.expiresAt).limit(0).toArray().isEmpty)
        },
        Workload(
            "the first 20 of the table", [.keysRead: 20, .recordsRead: 20, .recordsDecoded: 20, .views: 1, .scans: 1]
        ) { db throws in
            #expect(try db.sessions.all.limit(20).toArray().count == 20)
        },
    ]

    private static let filters: [Workload] = [
        // A tenth of what the range leads to has the name; the rest is not decoded.
        Workload(
            "10 of a range of 100",
            [.keysRead: 100, .recordsRead: 100, .recordsDecoded: 10, .views: 1, .scans: 1, .multiGets: 1]
        ) { db throws in
            let sessions = try db.sessions.where(\.expiresAt).between(Session.expiry(300), Session.expiry(400))
                .where(\.userName).equals("Name number 4").toArray()
            #expect(sessions.count == 10)
        },
        Workload(
            "count of 10 of a range of 100", [.keysRead: 100, .recordsRead: 100, .views: 1, .scans: 1, .multiGets: 1]
        ) { db throws in
            let count = try db.sessions.where(\.expiresAt).between(Session.expiry(300), Session.expiry(400))
                .where(\.userName).equals("Name number 4").count()
            #expect(count == 10)
        },
        // Chunks of 5, 10, 20, 40: after the third 3 are found. The fifth stands among the last.
        Workload(
            "the first 5 of a range of 1,000",
            [.keysRead: 75, .recordsRead: 75, .recordsDecoded: 5, .views: 1, .scans: 4, .multiGets: 4]
        ) { db throws in
            let sessions = try db.sessions.where(\.expiresAt).below(Session.expiry(1_000))
                .where(\.userName).equals("Name number 4").limit(5).toArray()
            #expect(sessions.count == 5)
        },
        // No index has the name: every record is read, and the ones found are decoded.
        Workload(
            "200 of all by a name", [.keysRead: 2_000, .recordsRead: 2_000, .recordsDecoded: 200, .views: 1, .scans: 4]
        ) { db throws in
            #expect(try db.sessions.where(\.userName).equals("Name number 4").toArray().count == 200)
        },
        // No index has the order: every record is read, and the ones shown are decoded.
        Workload(
            "20 in the order of names",
            [.keysRead: 2_000, .recordsRead: 2_000, .recordsDecoded: 20, .views: 1, .scans: 4]
        ) { db throws in
            #expect(
                try db.sessions.orderBy(\.userName).limit(20).toArray().map(\.user.name)
                    == Array(repeating: "Name number 0", count: 20))
        },
    ]
}
