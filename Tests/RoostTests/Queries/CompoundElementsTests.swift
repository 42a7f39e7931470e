import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

private struct Paper: Codable, Sendable, Equatable {
    var id: Int
    var owner: String?
    var date: Int
    var tags: [String]?
}

extension Paper: Record {
    struct Fields: Sendable {
        let id = Field("id", \Paper.id)
        let owner = Field("owner", \Paper.owner)
        let date = Field("date", \Paper.date)
        let tags = EachField("tags", \Paper.tags)
    }

    static let table = Table("papers", fields: Fields(), primaryKey: \Fields.id) {
        Index.each($0.owner, $0.tags).covering($0.date)
        Index.each($0.tags, $0.date.descending)
    }
    static let bare = Table("bare", fields: Fields(), primaryKey: \Fields.id)
    /// One paper of an owner for each tag.
    static let unique = Table("unique", fields: Fields(), primaryKey: \Fields.id) {
        Index.uniqueEach($0.owner, $0.tags.ignoringCase, name: "mine")
    }
}

/// Multi-entry indexes of several parts.
@Suite struct CompoundElementsTests {
    private typealias Q = Query<Paper>
    private static let papers = [
        Paper(id: 1, owner: "ann", date: 10, tags: ["a", "b", "a"]), Paper(id: 2, owner: "ann", date: 30, tags: ["a"]),
        Paper(id: 3, owner: "bob", date: 20, tags: ["b", "c"]), Paper(id: 4, owner: nil, date: 40, tags: ["a", "c"]),
        Paper(id: 5, owner: "ann", date: 50, tags: []), Paper(id: 6, owner: "bob", date: 60, tags: nil),
        Paper(id: 7, owner: "bob", date: 5, tags: ["a", "B"]),
    ]
    private let store: LevelDBStore
    private let db: Database

    init() throws {
        store = try LevelDBStore.inMemory()
        db = try Database.open(store, path: nil, tables: [Paper.table, Paper.bare])
        for table in [Paper.table, Paper.bare] { try db.records(in: table).bulkPut(Self.papers) }
    }

    @Test("each element has an entry, with the other parts of its record around it") func entries() throws {
        let table = try #require(db.published.current.tables["papers"])
        let entries = try store.entries()
        func rows(_ index: UInt64) -> [([UInt8], [UInt8])] {
            let prefix = SystemKeys.prefix(table: table.id, index: index)
            return entries.filter { $0.key.starts(with: prefix) }.map {
                (Array($0.key.dropFirst(prefix.count)), $0.value)
            }
        }
        let first = rows(16)
        #expect(first.count == 9)
        // Null before all owners; the covered date beside each.
        #expect(first.first?.0 == hex("02 44 61 00 01 15 04"))
        #expect(first.first?.1 == hex("15 28"))
        #expect(first[2].0 == hex("44 61 6E 6E 00 01 44 61 00 01 15 01"))
        #expect(first[2].1 == hex("15 0A"))
        let second = rows(17)
        // The latest first: 40 of paper 4 is `EA D7` when it is complemented.
        #expect(second.map(\.0)[1] == hex("44 61 00 01 EA D7 15 04"))
        #expect(second.allSatisfy { $0.1.isEmpty })
        #expect(try db.verify().problems == [])
        let row = try #require(entries.first { $0.key == SystemKeys.tableRow("papers") })
        #expect(row.value.first == 2)
        #expect(entries.first { $0.key == SystemKeys.tableRow("bare") }?.value.first == 1)
        #expect(String(decoding: row.value.dropFirst(), as: UTF8.self).contains(#""eachPart":1"#))
    }

    private static func queries(_ q: Query<Paper>) -> [(plan: String, Query<Paper>)] {
        [
            (
                #"index owner+tags (owner = "ann", tags = "a")"#,
                q.where(\.owner).equals("ann").where(\.tags).equals("a")
            ),
            (
                #"index owner+tags (tags >= "a" and <= "b", owner = "ann")"#,
                q.where(\.tags).between("a", "b", includeUpper: true).where(\.owner).equals("ann")
            ),
            (
                #"index owner+tags (owner in ["ann", "bob"], tags in ["a", "b"]) in 4 ranges"#,
                q.where(\.owner).anyOf("ann", "bob").where(\.tags).anyOf("a", "b")
            ),
            ("index owner+tags (owner is nil, tags = \"c\")", q.where(\.owner).isNil().where(\.tags).equals("c")),
            (#"index tags+date- (tags = "a", date > 9)"#, q.where(\.tags).equals("a").where(\.date).above(9)),
            (#"index tags+date- (tags = "a")"#, q.where(\.tags).equals("a").orderBy(\.date.descending)),
            (#"index tags+date- (tags = "a"), backwards"#, q.where(\.tags).equals("a").orderBy(\.date).limit(2)),
            (
                #"index tags+date- (tags > "a"), entries (date < 25)"#,
                q.where(\.tags).above("a").where(\.date).below(25)
            ),
            (
                #"index tags+date- (tags in ["a", "b"]) in 2 ranges, sort by date"#,
                q.where(\.tags).anyOf("a", "b").orderBy(\.date)
            ),
            (
                #"index owner+tags (owner = "bob") in 2 ranges, entries (tags = "b" without case)"#,
                q.where(\.owner).equals("bob").where(\.tags).equalsIgnoreCase("B")
            ),
            (
                #"index tags+date- (tags = "a"), filter (tags = "c")"#,
                q.where(\.tags).equals("a").where(\.tags).equals("c")
            ),
        ]
    }

    @Test("plans, and the answers that a scan gives", arguments: 0..<11) func plansAndAnswers(number: Int) throws {
        let (plan, query) = Self.queries(Q(in: Paper.table))[number]
        let (_, scanned) = Self.queries(Q(in: Paper.bare))[number]
        let request = db.query(query)
        let explained = try request.explain().description
        #expect(explained == "papers: " + plan)
        let isOrdered = !query.specification.order.isEmpty
        let expected = try db.query(scanned).toArray().map(\.id)
        func same(_ ids: [Int]) -> Bool { isOrdered ? ids == expected : ids.sorted() == expected }
        #expect(same(try request.toArray().map(\.id)))
        #expect(same(try request.primaryKeys()))
        #expect(try request.count() == expected.count)
        let last = try request.last()?.id
        #expect(isOrdered ? last == expected.last : last.map(expected.contains) ?? expected.isEmpty)
        if query.specification.limit == nil {
            var paged: [Int] = []
            var token: PageToken?
            repeat {
                let page = try request.page(after: token, size: 1)
                paged += page.records.map(\.id)
                token = page.next
            } while token != nil
            #expect(same(paged))
        }
    }

    @Test("records without elements keep the index from serving anything else") func withoutElements() throws {
        let all = Q(in: Paper.table)
        for query in [
            all.where(\.owner).equals("ann"), all.orderBy(\.owner),
            all.where(\.owner).equals("bob").where(\.tags).notEqual("b"),
        ] {
            #expect(try db.query(query).explain().index == nil)
        }
        #expect(try db.query(all.where(\.owner).equals("ann")).primaryKeys() == [1, 2, 5])
    }

    @Test("parts and covered fields answer without records") func work() throws {
        let mine = Q(in: Paper.table).where(\.owner).equals("ann").where(\.tags).equals("a")
        let counts = try db.read { tx throws in
            #expect(try tx.query(mine).select(\.date, \.owner).toArray().map(\.0) == [10, 30])
            #expect(try tx.query(mine).count() == 2)
            #expect(try tx.query(mine).sum(\.date) == 40)
            let latest = Q(in: Paper.table).where(\.tags).equals("a").orderBy(\.date.descending)
            #expect(try tx.query(latest).limit(1).keys(\.date) == [40])
            return tx.counts
        }
        #expect(counts.recordsRead == 0)
        #expect(counts.keysRead == 7)
    }

    @Test("changes of any part replace the entries") func changes() throws {
        let papers = db.records(in: Paper.table)
        try papers.update(1, .set(\.owner, to: "zoe"), .set(\.tags, to: ["x"]))
        try papers.update(2, .set(\.date, to: 31))
        try papers.delete(3)
        #expect(try papers.where(\.owner).equals("zoe").where(\.tags).equals("x").primaryKeys() == [1])
        #expect(try papers.where(\.owner).equals("ann").where(\.tags).equals("a").keys(\.date) == [31])
        #expect(try papers.where(\.tags).equals("c").primaryKeys() == [4])
        #expect(try db.verify().problems == [])
    }

    @Test("no two records have an equal key in a unique index, and one record may have several keys") func unique()
        throws
    {
        let db = try Database.inMemory(tables: [Paper.unique])
        let papers = db.records(in: Paper.unique)
        try papers.add(Paper(id: 1, owner: "ann", date: 1, tags: ["Red", "RED", "blue"]))
        try papers.add(Paper(id: 2, owner: "bob", date: 1, tags: ["red"]))
        let error = #expect(throws: RoostError.self) {
            try papers.add(Paper(id: 3, owner: "ann", date: 1, tags: ["green", "BLUE"]))
        }
        #expect(error?.code == .uniqueViolation)
        #expect(error?.index == "mine")
        #expect(try papers.all.count() == 2)
        // A nil part makes no duplicate.
        try papers.bulkAdd([4, 5].map { Paper(id: $0, owner: nil, date: 1, tags: ["red"]) })
        // Two records may exchange elements in one statement.
        try papers.add(Paper(id: 6, owner: "ann", date: 1, tags: ["green"]))
        try papers.bulkPut([
            Paper(id: 1, owner: "ann", date: 2, tags: ["green"]),
            Paper(id: 6, owner: "ann", date: 2, tags: ["red", "blue"]),
        ])
        let found = papers.where(\.owner).equals("ann").where(\.tags).equalsIgnoreCase("BLUE")
        #expect(try found.primaryKeys() == [6])
        let both = papers.where(\.owner).equals("ann").where(\.tags).anyOfIgnoreCase("BLUE", "red", "none")
        #expect(try both.primaryKeys() == [6])
        #expect(try both.toArray().map(\.id) == [6])
        #expect(try papers.where(\.owner).isNil().where(\.tags).equalsIgnoreCase("red").primaryKeys() == [4, 5])
        try papers.delete(6)
        try papers.add(Paper(id: 3, owner: "ann", date: 1, tags: ["BLUE"]))
        #expect(try db.verify().problems == [])
    }

    @Test("the place of the array is a part of what an index is") func reopening() throws {
        let folder = try TemporaryFolder()
        func open(_ index: @escaping (Paper.Fields) -> Index<Paper>) throws -> Database {
            let table = Table("papers", fields: Paper.Fields(), primaryKey: \Paper.Fields.id) { index($0) }
            return try Database.open(at: folder.path("store"), tables: [table])
        }
        var db = try open { Index.each($0.owner, $0.tags) }
        try db.close()
        db = try open { Index.each($0.owner, $0.tags, name: "renamed") }
        try db.close()
        expectCode(.schemaMismatch) { try open { Index($0.owner) } }
        let error = #expect(throws: RoostError.self) { try open { Index.uniqueEach($0.owner, $0.tags) } }
        #expect(error?.message.contains("unique (owner string?, elements of tags string)") ?? false)
        expectCode(.schemaMismatch) { try open { Index.each($0.tags, $0.owner) } }
    }
}
