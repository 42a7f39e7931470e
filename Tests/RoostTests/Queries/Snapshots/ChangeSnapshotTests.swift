import Roost
import Testing

/// Queries that change or delete what they find: how they were run, how many records they met, and what is left.
@Suite("Snapshots: changes and deletes") struct ChangeSnapshotTests {
    private let library: Library

    init() throws { library = try Library() }

    private func left(_ ids: [Int], sourceLocation: SourceLocation = #_sourceLocation) throws {
        #expect(try library.db[Book.self].all.primaryKeys() == ids, sourceLocation: sourceLocation)
        #expect(try library.db.verify().isSound, sourceLocation: sourceLocation)
    }

    @Test func modifyingByChange() throws {
        try library.snapshot(plan: #"books: index genre+shelf (genre = "poems")"#, recordsRead: 2, 2) {
            try $0.where(\.genre).equals(.poems).modify(.set(\.shelf, to: "P1"), .increment(\.price, by: 10))
        }
        let poems = try library.db[Book.self].where(\.shelf).equals("P1").orderBy(\.id).toArray()
        #expect(poems.map(\.title) == ["Sonnets", "Beowulf"])
        #expect(poems.map(\.price) == [13, 25])
        try left(Array(1...15))
    }

    // The books are chosen before the first one moves in the index, so that none is met twice.
    @Test func modifyingWhatTheScanGoesBy() throws {
        try library.snapshot(plan: "books: index pages (pages > 300)", recordsRead: 5, 5) {
            try $0.where(\.pages).above(300).modify(.increment(\.pages, by: 1_000))
        }
        #expect(
            try library.db[Book.self].where(\.pages).above(300).keys(\.pages) == [1_342, 1_352, 1_418, 1_474, 3_200])
        try left(Array(1...15))
    }

    @Test func modifyingByClosure() throws {
        try library.snapshot(
            plan: #"books: index tags (tags = "devil"), filter (lent = true)"#, recordsRead: 6, 2
        ) {
            try $0.where(\.tags).equals("devil").where(\.lent).equals(true).modify {
                $0.tags.removeAll { $0 == "devil" }
                $0.lent = false
            }
        }
        #expect(try library.db[Book.self].where(\.tags).equals("devil").primaryKeys() == [8, 10])
        #expect(try library.db[Book.self].where(\.lent).equals(true).primaryKeys() == [2, 9, 13])
        try left(Array(1...15))
    }

    @Test func modifyingTheFirstInOrder() throws {
        try library.snapshot(plan: "books: index price, backwards", recordsRead: 2, 2) {
            try $0.orderBy(\.price).reverse().limit(2).modify(.set(\.price, to: 1))
        }
        #expect(try library.db[Book.self].where(\.price).equals(1).primaryKeys() == [12, 14])
        try left(Array(1...15))
    }

    // Unique values may change places within one statement, and not be taken from another record.
    @Test func modifyingUniqueValues() throws {
        try library.snapshot(plan: #"books: index code (code starts with "sh")"#, recordsRead: 3, 3) {
            try $0.where(\.signature).startsWith("sh").modify {
                $0.code = ["sh1": "sh2", "sh2": "sh1"][$0.code] ?? "sh3"
            }
        }
        #expect(try library.db[Book.self].where(\.signature).startsWith("sh").primaryKeys() == [10, 9, 11])
        expectCode(.uniqueViolation) {
            try library.db[Book.self].where(\.id).equals(1).modify(.set(\.signature, to: "sh1"))
        }
        try left(Array(1...15))
    }

    @Test func deletingARange() throws {
        try library.snapshot(plan: "books: index pages (pages < 200)", recordsRead: 7, 7) {
            try $0.where(\.pages).below(200).delete()
        }
        try left([1, 2, 7, 9, 10, 12, 13, 14])
    }

    @Test func deletingTheFirstInOrder() throws {
        try library.snapshot(plan: "books: index pages", recordsRead: 3, 3) {
            try $0.orderBy(\.pages).offset(1).limit(3).delete()
        }
        try left([1, 2, 4, 7, 8, 9, 10, 11, 12, 13, 14, 15])
    }

    @Test func deletingElements() throws {
        try library.snapshot(plan: #"books: index tags (tags starts with "l")"#, recordsRead: 10, 5) {
            try $0.where(\.tags).startsWith("l").delete()
        }
        try left([3, 4, 6, 8, 9, 10, 12, 13, 14, 15])
        #expect(try library.db[Book.self].where(\.tags).startsWith("l").keys(\.tags) == [])
    }

    @Test func deletingAlternatives() throws {
        try library.snapshot(
            plan: #"books: any of (index genre+shelf (genre = "drama"), sort by id; index price (price is nil))"#,
            recordsRead: 6, 6
        ) { try $0.where(\.genre).equals(.drama).or(\.price).isNil().delete() }
        try left([1, 2, 5, 7, 11, 12, 13, 14, 15])
    }

    @Test func deletingByClosure() throws {
        try library.snapshot(plan: #"books: index author+year- (author = "Shakespeare"), a closure"#, recordsRead: 4, 1)
        {
            try $0.where(\.author).equals("Shakespeare").filter { $0.title == "Sonnets" }.delete()
        }
        try left(Array(1...10) + Array(12...15))
    }

    @Test func deletingEverything() throws {
        try library.snapshot(plan: "books: table scan", recordsRead: 15, 15) { try $0.all.delete() }
        try left([])
    }

    // In a transaction a query sees what was written before it.
    @Test func askingInTheTransaction() throws {
        try library.db.write { tx throws in
            let lent = tx[Book.self].where(\.author).equals("Austen").where(\.year).below(1900)
            #expect(try lent.primaryKeys() == [2, 1])
            try tx[Book.self].update(3, .set(\.year, to: 1816))
            try tx[Book.self].delete(2)
            #expect(try lent.explain().description == #"books: index author+year- (author = "Austen", year < 1900)"#)
            #expect(try lent.primaryKeys() == [3, 1])
            #expect(try lent.count() == 2)
        }
        try left([1] + Array(3...15))
    }
}
