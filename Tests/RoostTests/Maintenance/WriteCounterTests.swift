import Foundation
import RoostEngine
import Testing

@testable import Roost

/// Exact numbers of what the main writing workloads ask of the engine, to the byte.
@Suite struct WriteCounterTests {
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

    @Test(arguments: inserts + updates + deletes) func writes(_ workload: Workload) throws {
        let db = try CountedDatabase(Session.loaded)
        let counts = try db.count(workload.run)
        #expect(counts == workload.expected)
        #expect(try db.verify().isSound)
    }

    @Test func aBulkInsertReadsEachKeyOnceAndCommitsOnce() throws {
        let db = try CountedDatabase([])
        let counts = try db.count { try $0.sessions.bulkAdd(Session.loaded.prefix(1_000)) }
        #expect(
            counts == [
                .recordsWritten: 1_000, .indexEntriesWritten: 3_000, .gets: 1_000, .commits: 1,
                .entriesCommitted: 4_002,
                .bytesCommitted: 1_000 * (Bytes.record + Bytes.entries) + Bytes.sequence + Bytes.totals,
            ])
    }

    @Test func aUniqueIndexCostsAnInsertOneGet() throws {
        let db = try CountedDatabase([])
        let counts = try db.count { try $0.uniqueSessions.add(Session.loaded[0]) }
        #expect(
            counts == [
                .recordsWritten: 1, .indexEntriesWritten: 1, .gets: 2, .commits: 1, .entriesCommitted: 4,
                .bytesCommitted: Bytes.record + Bytes.uniqueEntry + Bytes.sequence + Bytes.uniqueTotals,
            ])
    }

    /// Each transaction on its own, so that none shares the sync of another.
    @Test(arguments: [(Durability.none, 0), (.full, 5)]) func aSyncACommit(_ durability: Durability, syncs: Int) throws
    {
        let db = try CountedDatabase(Session.loaded.prefix(10), durability: durability)
        let counts = try db.count { db throws in
            for number in 0..<5 { try db.sessions.add(Session(number: 5_000 + number)) }
            try db.write { _ in }
            _ = try db.sessions.get(Session.loaded[3].accessToken)
        }
        #expect(
            counts == [
                .recordsRead: 1, .recordsDecoded: 1, .recordsWritten: 5, .indexEntriesWritten: 15, .gets: 6,
                .commits: 5, .syncs: syncs, .entriesCommitted: 5 * 6,
                .bytesCommitted: 5 * (Bytes.record + Bytes.entries + Bytes.sequence + Bytes.totals),
            ])
    }

    /// What an entry of a batch has in bytes, key and value together.
    private enum Bytes {
        /// The ids of table and index, a byte each.
        static let prefix = 2
        /// A token of 130 characters between tag and terminator, as a component.
        static let primaryKey = 1 + 130 + 2
        /// Its JSON.
        static let json = 359
        /// Key, envelope of four bytes (while the revision is below 240), JSON; it is too short to be compressed.
        static let record = prefix + primaryKey + 4 + json
        static let recordKey = prefix + primaryKey
        /// The entry of a user's id, of eight characters.
        static let userEntry = prefix + 1 + 8 + 2 + primaryKey
        static let dateEntry = prefix + 1 + 8 + primaryKey
        /// All three indexes.
        static let entries = userEntry + 2 * dateEntry
        /// A refresh token of 24 characters; the primary key is the value.
        static let uniqueEntry = prefix + 1 + 24 + 2 + primaryKey
        /// The commit sequence.
        static let sequence = 5 + 8
        /// A table's counters: five of its own and two for each of three indexes.
        static let totals = 5 + 8 * (5 + 2 * 3)
        static let uniqueTotals = 5 + 8 * (5 + 2)
    }

    @Test func aSessionHasTheBytesTheNumbersCountOn() throws {
        for session in [Session.loaded[0], Session.loaded[1_999], Session(number: 5_000)] {
            #expect(try JSONPayloadCoder().encode(session).count == Bytes.json)
        }
    }

    private static let inserts: [Workload] = [
        // A commit sequence and a row of counters beside the record and its entries.
        Workload(
            "insert",
            [
                .recordsWritten: 1, .indexEntriesWritten: 3, .gets: 1, .commits: 1, .entriesCommitted: 6,
                .bytesCommitted: Bytes.record + Bytes.entries + Bytes.sequence + Bytes.totals,
            ]
        ) { db throws in try db.sessions.add(Session(number: 5_000)) },
        Workload("insert of a key that is taken", [.recordsRead: 1, .gets: 1]) { db throws in
            #expect(throws: RoostError.self) { try db.write { try $0[Session.self].add(Session.loaded[7]) } }
        },
        Workload(
            "100 inserts in one transaction",
            [
                .recordsWritten: 100, .indexEntriesWritten: 300, .gets: 100, .commits: 1, .entriesCommitted: 402,
                .bytesCommitted: 100 * (Bytes.record + Bytes.entries) + Bytes.sequence + Bytes.totals,
            ]
        ) { db throws in
            try db.write { tx in
                for number in 5_000..<5_100 { try tx[Session.self].add(Session(number: number)) }
            }
        },
        // As in a read scope.
        Workload(
            "100 by an index before anything is written",
            [.keysRead: 100, .recordsRead: 100, .recordsDecoded: 100, .views: 1, .scans: 1, .multiGets: 1]
        ) { db throws in
            try db.write { tx throws in
                #expect(try tx[Session.self].where(\.userID).equals("u1000007").toArray().count == 100)
            }
        },
        // The record inserted belongs to user 0. Each record is looked for in the batch, then fetched alone.
        Workload(
            "100 by an index after an insert",
            [
                .keysRead: 100, .recordsRead: 100, .recordsDecoded: 100, .recordsWritten: 1, .indexEntriesWritten: 3,
                .gets: 101, .views: 1, .scans: 1, .commits: 1, .entriesCommitted: 6,
                .bytesCommitted: Bytes.record + Bytes.entries + Bytes.sequence + Bytes.totals,
            ]
        ) { db throws in
            try db.write { tx throws in
                try tx[Session.self].add(Session(number: 5_000))
                #expect(try tx[Session.self].where(\.userID).equals("u1000007").toArray().count == 100)
            }
        },
        Workload("nothing in a scope", [:]) { db throws in try db.write { _ in } },
    ]

    private static let later = Session.update(9_000)

    private static let updates: [Workload] = [
        // One entry goes and one comes. All keep their lengths, so no counter changes.
        Workload(
            "update of an indexed field",
            [
                .recordsRead: 1, .recordsWritten: 1, .indexEntriesWritten: 2, .gets: 1, .commits: 1,
                .entriesCommitted: 4, .bytesCommitted: Bytes.record + 2 * Bytes.dateEntry + Bytes.sequence,
            ]
        ) { db throws in #expect(try db.sessions.update(Session.loaded[7].accessToken, .set(\.updatedAt, to: later))) },
        Workload(
            "update of a field without an index",
            [
                .recordsRead: 1, .recordsWritten: 1, .gets: 1, .commits: 1, .entriesCommitted: 2,
                .bytesCommitted: Bytes.record + Bytes.sequence,
            ]
        ) { db throws in
            #expect(try db.sessions.update(Session.loaded[7].accessToken, .set(\.userName, to: "Other name 12")))
        },
        // The record grows by a byte, which its counters tell.
        Workload(
            "update that changes the length",
            [
                .recordsRead: 1, .recordsWritten: 1, .gets: 1, .commits: 1, .entriesCommitted: 3,
                .bytesCommitted: Bytes.record + 1 + Bytes.sequence + Bytes.totals,
            ]
        ) { db throws in
            #expect(try db.sessions.update(Session.loaded[7].accessToken, .set(\.userName, to: "Other name 123")))
        },
        Workload("update to what is there", [.recordsRead: 1, .gets: 1]) { db throws in
            let session = Session.loaded[7]
            #expect(try db.sessions.update(session.accessToken, .set(\.updatedAt, to: session.updatedAt)))
        },
        Workload("update of no record", [.gets: 1]) { db throws in
            #expect(try !db.sessions.update("none", .set(\.updatedAt, to: later)))
        },
        Workload(
            "100 updates in one transaction",
            [
                .recordsRead: 100, .recordsWritten: 100, .indexEntriesWritten: 200, .gets: 100, .commits: 1,
                .entriesCommitted: 301,
                .bytesCommitted: 100 * (Bytes.record + 2 * Bytes.dateEntry) + Bytes.sequence,
            ]
        ) { db throws in
            try db.write { tx in
                for session in Session.loaded.prefix(100) {
                    try tx[Session.self].update(session.accessToken, .set(\.updatedAt, to: later))
                }
            }
        },
        // The closure needs the record decoded.
        Workload(
            "update with a closure",
            [
                .recordsRead: 1, .recordsDecoded: 1, .recordsWritten: 1, .indexEntriesWritten: 2, .gets: 1,
                .commits: 1, .entriesCommitted: 4,
                .bytesCommitted: Bytes.record + 2 * Bytes.dateEntry + Bytes.sequence,
            ]
        ) { db throws in #expect(try db.sessions.update(Session.loaded[7].accessToken) { $0.updatedAt = later }) },
        Workload(
            "put over a record",
            [
                .recordsRead: 1, .recordsWritten: 1, .indexEntriesWritten: 2, .gets: 1, .commits: 1,
                .entriesCommitted: 4, .bytesCommitted: Bytes.record + 2 * Bytes.dateEntry + Bytes.sequence,
            ]
        ) { db throws in
            var session = Session.loaded[7]
            session.updatedAt = later
            try db.sessions.put(session)
        },
        // The keys are chosen first, by one scan; then every record is read once.
        Workload(
            "modify of 100 by an index",
            [
                .keysRead: 100, .recordsRead: 100, .recordsWritten: 100, .indexEntriesWritten: 200, .gets: 100,
                .views: 1, .scans: 1, .commits: 1, .entriesCommitted: 301,
                .bytesCommitted: 100 * (Bytes.record + 2 * Bytes.dateEntry) + Bytes.sequence,
            ]
        ) { db throws in
            let sessions = db.sessions.where(\.userID).equals("u1000007")
            #expect(try sessions.modify(.set(\.updatedAt, to: later)) == 100)
        },
    ]

    private static let deletes: [Workload] = [
        Workload(
            "delete",
            [
                .recordsRead: 1, .recordsWritten: 1, .indexEntriesWritten: 3, .gets: 1, .commits: 1,
                .entriesCommitted: 6,
                .bytesCommitted: Bytes.recordKey + Bytes.entries + Bytes.sequence + Bytes.totals,
            ]
        ) { db throws in #expect(try db.sessions.delete(Session.loaded[7].accessToken)) },
        // The keys are chosen first, by one scan; each record is read to know its entries.
        Workload(
            "delete of 100 by an index",
            [
                .keysRead: 100, .recordsRead: 100, .recordsWritten: 100, .indexEntriesWritten: 300, .gets: 100,
                .views: 1, .scans: 1, .commits: 1, .entriesCommitted: 402,
                .bytesCommitted: 100 * (Bytes.recordKey + Bytes.entries) + Bytes.sequence + Bytes.totals,
            ]
        ) { db throws in #expect(try db.sessions.where(\.expiresAt).below(Session.expiry(100)).delete() == 100) },
        Workload("delete of none", [.views: 1, .scans: 1]) { db throws in
            #expect(try db.sessions.where(\.expiresAt).below(Session.expiry(0)).delete() == 0)
        },
    ]
}
