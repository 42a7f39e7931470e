import Foundation
import Roost
import RoostEngineTesting
import Testing

private struct Document: Codable, Sendable, Equatable {
    var id: Int
    var age: Int
    var tags: [String]
    var until: Date?
}

extension Document: Record {
    struct Fields: Sendable {
        let id = Field("id", \Document.id)
        let age = Field("age", \Document.age)
        let tags = EachField("tags", \Document.tags)
        let until = Field("until", \Document.until)
    }

    static let table = indexed
    static let indexed = Table("indexed", fields: Fields(), primaryKey: \Fields.id) {
        Index.each($0.tags)
        Index($0.age)
    }
    .expiring(at: \Fields.until)
    static let bare = Table("bare", fields: Fields(), primaryKey: \Fields.id).expiring(at: \Fields.until)
    static let folded = Table("folded", fields: Fields(), primaryKey: \Fields.id) {
        Index.each($0.tags.ignoringCase)
    }
    .expiring(at: \Fields.until)
}

/// Distinct elements and their counts: the same whatever index there is.
@Suite struct ElementGroupTests {
    private static let tables = [Document.indexed, Document.bare, Document.folded]
    private let db: Database

    init() throws {
        let clock = TestClock()
        db = try Database.inMemory(tables: Self.tables, options: clock.options)
        let documents = [
            Document(id: 1, age: 30, tags: ["b", "a", "b"]), Document(id: 2, age: 20, tags: ["c", "B"]),
            Document(id: 3, age: 10, tags: []), Document(id: 4, age: 40, tags: ["a", "d"]),
            Document(id: 5, age: 50, tags: ["a", "z"], until: clock.now + 60),
        ]
        for table in Self.tables { try db.records(in: table).bulkPut(documents) }
        clock.advance(61)
    }

    private func counts(_ query: Query<Document>) throws -> [String: Int] {
        let groups = try db.query(query).groupedCount(\.tags)
        #expect(groups.map(\.key) == groups.map(\.key).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        return Dictionary(uniqueKeysWithValues: groups.map { ($0.key, $0.count) })
    }

    @Test("a record counts once for each of its distinct elements", arguments: 0..<3)
    func grouped(table: Int) throws {
        let all = Query(in: Self.tables[table])
        #expect(try counts(all) == ["a": 2, "b": 1, "B": 1, "c": 1, "d": 1])
        #expect(try counts(all.where(\.age).below(35)) == ["a": 1, "b": 1, "B": 1, "c": 1])
        // Only elements that the query asks for count.
        #expect(try counts(all.where(\.tags).equals("a")) == ["a": 2])
        #expect(try counts(all.where(\.tags).equalsIgnoreCase("B")) == ["b": 1, "B": 1])
        #expect(try counts(all.where(\.tags).between("a", "c").where(\.tags).equals("d")) == ["a": 1, "d": 1])
        #expect(try counts(all.where(\.tags).equals("c").or(\.age).equals(30)) == ["c": 1])
        #expect(try counts(all.where(\.tags).notEqual("c")) == ["a": 2, "b": 1, "d": 1])
        #expect(try counts(all.where(\.tags).equals("none")) == [:])
        #expect(try counts(all.orderBy(\.age).limit(2)) == ["B": 1, "c": 1])
    }

    @Test("distinct elements come ascending, or in the order of the query", arguments: 0..<3)
    func unique(table: Int) throws {
        let all = Query(in: Self.tables[table])
        func unique(_ query: Query<Document>) throws -> [String] { try db.query(query).uniqueKeys(\.tags) }
        #expect(try unique(all) == ["B", "a", "b", "c", "d"])
        #expect(try unique(all.reverse()) == ["d", "c", "b", "a", "B"])
        #expect(try unique(all.orderBy(\.age)) == ["B", "c", "a", "b", "d"])
        #expect(try unique(all.orderBy(\.age.descending)) == ["a", "d", "b", "B", "c"])
        #expect(try unique(all.where(\.tags).above("a")) == ["b", "c", "d"])
        #expect(try unique(all.where(\.tags).startsWithIgnoreCase("B")) == ["B", "b"])
        #expect(
            try unique(all.where(\.age).equals(20).or(\.age).equals(40).or(\.id).equals(1)) == [
                "B", "a", "b", "c", "d",
            ])
        #expect(try unique(all.where(\.tags).anyOf("a", "d").where(\.age).above(30)) == ["a", "d"])
        #expect(try unique(all.orderBy(\.age).offset(2).limit(1)) == ["a", "b"])
    }

    @Test("the multi-entry index alone answers them") func work() throws {
        let all = Query(in: Document.indexed)
        for query in [all, all.where(\.tags).aboveOrEqual("a"), all.where(\.tags).anyOfIgnoreCase("A", "B")] {
            let counts = try db.read { tx throws in
                _ = try tx.query(query).groupedCount(\.tags)
                _ = try tx.query(query).uniqueKeys(\.tags)
                return tx.counts
            }
            #expect(counts.recordsRead == 0)
        }
        try db.records(in: Document.indexed).bulkPut((100..<1_100).map { Document(id: $0, age: 1, tags: ["x", "y"]) })
        let (found, counts) = try db.read { tx throws in (try tx.query(all).uniqueKeys(\.tags), tx.counts) }
        #expect(found == ["B", "a", "b", "c", "d", "x", "y"])
        #expect(counts.keysRead <= 7 * 16)
    }

    @Test("the asynchronous forms say the same") func asynchronous() async throws {
        let all = db.query(Query(in: Document.bare))
        #expect(try await all.uniqueKeys(\.tags) == ["B", "a", "b", "c", "d"])
        #expect(try await all.groupedCount(\.tags).map(\.count) == [1, 2, 1, 1, 1])
    }
}
