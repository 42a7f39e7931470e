import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

private struct Article: Codable, Sendable, Equatable {
    var id: Int
    var tags: [String]
    var words: [String?]?
}

extension Article: Record {
    struct Fields: Sendable {
        let id = Field("id", \Article.id)
        let tags = EachField("tags", \Article.tags)
        let words = EachField("words", \Article.words)
    }

    static let table = Table("articles", fields: Fields(), primaryKey: \Fields.id) {
        Index.each($0.tags.ignoringCase)
        Index.each($0.words.ignoringCase)
    }
    /// The same under indexes of the elements as they are.
    static let plain = Table("plain", fields: Fields(), primaryKey: \Fields.id) {
        Index.each($0.tags)
        Index.each($0.words)
    }
}

/// Multi-entry indexes and comparisons without case.
@Suite struct FoldedElementsTests {
    private let store: LevelDBStore
    private let db: Database
    private static let articles = [
        Article(id: 1, tags: ["Hub", "HUB", "hub", "Straße"]),
        Article(id: 2, tags: ["STRASSE", "Alpine"], words: [nil, "a", "A"]),
        Article(id: 3, tags: [], words: []),
        Article(id: 4, tags: ["ALPINE", "hubs"], words: ["ß"]),
    ]

    init() throws {
        store = try LevelDBStore.inMemory()
        db = try Database.open(store, path: nil, tables: [Article.table, Article.plain])
        for table in [Article.table, Article.plain] { try db.records(in: table).bulkPut(Self.articles) }
    }

    @Test("elements that differ in case alone have one entry") func entries() throws {
        let id = try #require(db.published.current.tables["articles"]?.id)
        let rows = try store.entries().filter { $0.key.starts(with: SystemKeys.prefix(table: id, index: 16)) }
        let keys = rows.map { Array($0.key.dropFirst(2)) }
        #expect(
            keys == [
                hex("46 61 6C 70 69 6E 65 00 01 15 02"), hex("46 61 6C 70 69 6E 65 00 01 15 04"),
                hex("46 68 75 62 00 01 15 01"), hex("46 68 75 62 73 00 01 15 04"),
                hex("46 73 74 72 61 73 73 65 00 01 15 01"), hex("46 73 74 72 61 73 73 65 00 01 15 02"),
            ])
        let words = try store.entries().filter { $0.key.starts(with: SystemKeys.prefix(table: id, index: 17)) }
        #expect(
            words.map { Array($0.key.dropFirst(2)) } == [
                hex("02 15 02"), hex("46 61 00 01 15 02"), hex("46 73 73 00 01 15 04"),
            ])
        #expect(try db.verify().problems == [])
    }

    @Test("changes of case alone write no entry, and others replace theirs") func changes() throws {
        let written = try db.write { tx throws in
            try tx[Article.self].update(1, .set(\.tags, to: ["hUB", "straSSe"]))
            return tx.counts.indexEntriesWritten
        }
        #expect(written == 0)
        try db[Article.self].update(1, .set(\.tags, to: ["sea"]))
        #expect(try db[Article.self].where(\.tags).equalsIgnoreCase("HUB").primaryKeys() == [])
        #expect(try db[Article.self].where(\.tags).equalsIgnoreCase("SEA").primaryKeys() == [1])
        try db[Article.self].delete(2)
        #expect(try db.verify().problems == [])
    }

    /// Each comparison without case, with what it finds.
    private static func queries(_ all: Query<Article>) -> [(query: Query<Article>, ids: [Int])] {
        [
            (all.where(\.tags).equalsIgnoreCase("hUb"), [1]),
            (all.where(\.tags).anyOfIgnoreCase("strasse", "ALPINE"), [1, 2, 4]),
            (all.where(\.tags).startsWithIgnoreCase("HUB"), [1, 4]),
            (all.where(\.tags).startsWithAnyOfIgnoreCase("HUBS", "straß"), [1, 2, 4]),
            (all.where(\.words).anyOfIgnoreCase("SS", "A"), [2, 4]),
        ]
    }

    @Test("both kinds of index serve every comparison without case", arguments: 0..<5)
    func served(number: Int) throws {
        let (folded, ids) = Self.queries(Query(in: Article.table))[number]
        let plain = Self.queries(Query(in: Article.plain))[number].query
        for query in [folded, plain] {
            let plan = try db.query(query).explain()
            #expect(plan.index != nil && !plan.isTableScan, "\(plan)")
            #expect(plan.residual.isEmpty, "\(plan)")
            let found = try db.query(query).toArray().map(\.id)
            #expect(found.sorted() == ids, "\(plan)")
            #expect(try db.query(query).count() == ids.count)
            #expect(try db.query(query.reverse()).toArray().map(\.id).sorted() == ids)
            #expect(try db.query(query.orderBy(\.id).reverse()).primaryKeys() == ids.reversed())
            #expect(try db.query(query).last()?.id == found.last)
        }
        #expect(try db.query(folded).explain().entryFilter == [])
    }

    @Test("no record is read of entries that only begin like the text") func work() throws {
        try db.records(in: Article.plain).bulkPut((10..<500).map { Article(id: $0, tags: ["hub\($0)", "Hub\($0)x"]) })
        let counts = try db.read { tx throws in
            _ = try tx.query(Query(in: Article.plain).where(\.tags).equalsIgnoreCase("HUB123")).toArray()
            return tx.counts
        }
        #expect(counts.recordsRead == 1)
        #expect(counts.keysRead < 10)
        let folded = try db.read { tx throws in
            _ = try tx[Article.self].where(\.tags).equalsIgnoreCase("STRASSE").count()
            return tx.counts
        }
        #expect(folded.keysRead == 2)
        #expect(folded.recordsRead == 0)
    }

    @Test("the first entry that satisfies the query decides where a record stands") func order() throws {
        // By the elements as they are: `HUB` of 1, `STRASSE` of 2, then `Straße` of 1 again, and `hubs` of 4.
        let query = Query(in: Article.plain).where(\.tags).startsWithAnyOfIgnoreCase("hub", "strasse")
        #expect(try db.query(query).toArray().map(\.id) == [1, 2, 4])
        #expect(try db.query(query.reverse()).toArray().map(\.id) == [4, 1, 2])
        let pages = try db.query(query).page(size: 1)
        #expect(pages.records.map(\.id) == [1])
        #expect(try db.query(query).page(after: pages.next, size: 5).records.map(\.id) == [2, 4])
    }
}
