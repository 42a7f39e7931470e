import Roost
import RoostEngineTesting
import Testing

/// A person with three values that have an index each, and with elements.
private struct Member: Codable, Sendable, Equatable {
    var id: Int
    var city: String
    var team: String
    var age: Int
    var tags: [String] = []
}

extension Member: Record {
    struct Fields: Sendable {
        let id = Field("id", \Member.id)
        let city = Field("city", \Member.city)
        let team = Field("team", \Member.team)
        let age = Field("age", \Member.age)
        let tags = EachField("tags", \Member.tags)
    }

    static let table = Table("members", fields: Fields(), primaryKey: \Fields.id) {
        Index($0.city)
        Index($0.team)
        Index($0.age)
        Index.each($0.tags)
    }
}

/// A record with an index that covers a field which another index begins with.
private struct Piece: Codable, Sendable, Equatable {
    var id: Int
    var a: Int
    var b: Int
    var c: Int
}

extension Piece: Record {
    struct Fields: Sendable {
        let id = Field("id", \Piece.id)
        let a = Field("a", \Piece.a)
        let b = Field("b", \Piece.b)
        let c = Field("c", \Piece.c)
    }

    static let table = Table("pieces", fields: Fields(), primaryKey: \Fields.id) {
        Index($0.a).covering($0.b)
        Index($0.b, $0.c)
    }
}

/// Queries for which several indexes decide a part each: which is taken, and when several are.
@Suite struct RivalTests {
    private typealias Q = Query<Member>

    private let folder: TemporaryFolder
    private let db: Database
    private let members: [Member]

    init() throws {
        folder = try TemporaryFolder()
        db = try Database.open(at: folder.path("store"), tables: [Member.table, Piece.table])
        members = (0..<3_000).map { id in
            Member(
                id: id, city: "C\(id % 20)", team: id == 20 || id == 1_220 ? "rare" : "T\(id % 25)", age: id / 2,
                tags: [id % 4 == 0 ? "four" : nil, id % 6 == 0 ? "six" : nil].compactMap(\.self))
        }
        try db[Member.self].bulkPut(members)
    }

    private func run<T>(
        _ query: Query<Member>, _ body: (Request<Member, ReadTransaction>) throws -> T
    ) throws -> (answer: T, counts: TransactionCounts) {
        try db.read { tx throws in
            let answer = try body(tx.query(query))
            return (answer, tx.counts)
        }
    }

    private let city = Q(Member.self).where(\.city).equals("C0")

    @Test("the index with the fewest entries is taken")
    func fewest() throws {
        let query = city.where(\.team).equals("rare")
        #expect(
            try db.query(query).explain().description
                == #"members: index team (team = "rare"), filter (city = "C0")"#)
        let (ids, counts) = try run(query) { try $0.toArray().map(\.id) }
        #expect(ids == [20, 1_220])
        #expect(counts.recordsRead == 2)
        // 16 of the one and all of the other, twice.
        #expect(counts.keysRead <= 16 + 2 + 2)
    }

    @Test("a narrow range is taken instead of a value that many have")
    func range() throws {
        let query = city.where(\.age).between(100, 103)
        #expect(
            try db.query(query).explain().description
                == #"members: index age (age >= 100 and < 103), filter (city = "C0")"#)
        #expect(try db.query(query).primaryKeys() == [200])
        // The other way round, the value.
        let wide = Query(Member.self).where(\.age).above(10).where(\.team).equals("rare")
        #expect(
            try db.query(wide).explain().description == #"members: index team (team = "rare"), filter (age > 10)"#)
    }

    @Test("few records are not worth a look at other indexes")
    func few() throws {
        let query = Query(Member.self).where(\.team).equals("rare").where(\.age).above(10)
        let (count, counts) = try run(query) { try $0.count() }
        #expect(count == 1)
        #expect(counts.keysRead == 2 + 2)
    }

    @Test("offset, limit and terminal make no difference to which index is taken, and so to the order")
    func order() throws {
        // The one index leads to 1,000 in ascending, the other to 199 in descending order.
        try db[Member.self].bulkPut((5_000..<6_000).map { Member(id: $0, city: "same", team: "x", age: 20_000 - $0) })
        let query = Query(Member.self).where(\.city).equals("same").where(\.age).between(14_001, 14_200)
        let all = try db.query(query).primaryKeys()
        #expect(all == (5_801..<6_000).reversed())
        #expect(try db.query(query).first()?.id == all.first)
        #expect(try db.query(query).last()?.id == all.last)
        for offset in stride(from: 0, to: 210, by: 5) {
            let part = try db.query(query.offset(offset).limit(5)).primaryKeys()
            #expect(part == Array(all.dropFirst(offset).prefix(5)))
        }
        #expect(try db.query(query.offset(.max)).toArray() == [])
        #expect(try db.query(query.limit(.max)).toArray().map(\.id) == all)
    }

    @Test("the largest offset and the largest limit are no overflow where entries are intersected")
    func extremes() throws {
        let both = city.where(\.team).equals("T0")
        #expect(try db.query(both).explain().intersections.count == 1)
        let all = try db.query(both).toArray()
        #expect(try db.query(both.limit(.max)).toArray() == all)
        #expect(try db.query(both.offset(.max)).toArray() == [])
        #expect(try db.query(both.offset(.max)).count() == 0)
        #expect(try db.query(both.offset(1).limit(.max)).toArray() == Array(all.dropFirst()))
        #expect(try db.query(both.limit(0)).toArray() == [])
    }

    @Test("entries of two indexes are intersected where that spares records")
    func intersection() throws {
        // 150 are in the city, 118 in the team, 28 in both, and in another team none.
        let query = city.where(\.team).equals("T1")
        try #require(!members.contains { $0.city == "C0" && $0.team == "T1" })
        let both = city.where(\.team).equals("T0")
        let found = members.filter { $0.city == "C0" && $0.team == "T0" }
        #expect(
            try db.query(both).explain().description
                == #"members: index team (team = "T0") and index city (city = "C0")"#)
        let (records, counts) = try run(both) { try $0.toArray() }
        #expect(records == found)
        #expect(counts.recordsRead == found.count)
        let (none, noneCounts) = try run(query) { try $0.toArray() }
        #expect(none == [])
        #expect(noneCounts.recordsRead == 0)
        let (count, countCounts) = try run(both) { try $0.count() }
        #expect(count == found.count)
        #expect(countCounts.recordsRead == 0)
        let (few, fewCounts) = try run(both.limit(20)) { try $0.toArray() }
        #expect(few == Array(found[..<20]))
        #expect(fewCounts.recordsRead == 20)
        #expect(try db.query(both.reverse()).toArray() == found.reversed())
        #expect(try db.query(both.offset(3).limit(4)).toArray() == Array(found[3..<7]))
        #expect(try db.query(both).last() == found.last)
        #expect(try db.query(both.orderBy(\.age).reverse()).toArray() == found.reversed())
        #expect(try db.query(both.filter { $0.id > 1_000 }).toArray() == found.filter { $0.id > 1_000 })
        #expect(try db.query(both).keys(\.city) == found.map(\.city))
    }

    @Test("two conditions on elements are two scans of one index")
    func elements() throws {
        let query = Query(Member.self).where(\.tags).equals("four").where(\.tags).equals("six")
        let expected = members.filter { $0.id % 12 == 0 }
        #expect(
            try db.query(query).explain().description
                == #"members: index tags (tags = "four") and index tags (tags = "six")"#)
        let (records, counts) = try run(query) { try $0.toArray() }
        #expect(records == expected)
        #expect(counts.recordsRead == expected.count)
        #expect(try db.query(query).keys(\.tags) == expected.flatMap { _ in ["four", "six"] })
    }

    @Test("no second index is read where it rules nothing out, or where the first one leads to few")
    func notWorthIt() throws {
        // All of whom are in the city, too.
        try db[Member.self].bulkPut((5_000..<5_400).map { Member(id: $0, city: "new", team: "new", age: 0) })
        let same = Query(Member.self).where(\.city).equals("new").where(\.team).equals("new")
        let plan = try db.query(same).explain()
        #expect(plan.intersections == [])
        #expect(plan.index == "city")
        #expect(plan.residual == [#"team = "new""#])
        #expect(try db.query(city.where(\.team).equals("rare")).explain().intersections == [])
    }

    @Test("what lies between two keys of the shorter index is leapt over")
    func leap() throws {
        let team = (5_000..<25_000).filter { $0 < 5_400 ? $0 % 2 == 0 : $0 % 1_000 == 0 }
        let inTeam = Set(team)
        try db[Member.self].bulkPut(
            (5_000..<25_000).map { id in
                Member(
                    id: id, city: id >= 5_400 || id % 3 == 0 ? "vast" : "C1", team: inTeam.contains(id) ? "some" : "x",
                    age: 0)
            })
        let query = Query(Member.self).where(\.city).equals("vast").where(\.team).equals("some")
        let plan = try db.query(query).explain()
        #expect(plan.intersections == [#"index city (city = "vast")"#])
        let (ids, counts) = try run(query) { try $0.primaryKeys() }
        #expect(ids == team.filter { $0 >= 5_400 || $0 % 3 == 0 })
        #expect(counts.recordsRead == 0)
        // The city alone has 19,700.
        #expect(counts.keysRead < 3_000)
    }

    @Test("a statement sees what its transaction wrote, in all indexes")
    func ownWrites() throws {
        let both = city.where(\.team).equals("T0")
        let count = members.count { $0.city == "C0" && $0.team == "T0" }
        try db.write { tx in
            try tx[Member.self].put(Member(id: 9_000, city: "C0", team: "T0", age: 1))
            try tx[Member.self].delete(0)
            #expect(try tx.query(both).count() == count)
            #expect(try tx.query(both).delete() == count)
            #expect(try tx.query(both).count() == 0)
        }
        #expect(try db.query(both).toArray() == [])
        #expect(try db[Member.self].count() == 3_000 - count)
    }

    @Test("pages go on in the index they began in, whichever has fewer entries by then")
    func pages() throws {
        let query = city.where(\.age).below(400)
        #expect(try db.query(query).explain().index == "city")
        let expected = members.filter { $0.city == "C0" && $0.age < 400 }.map(\.id)
        var page = try db.query(query).page(size: 9)
        var ids = page.records.map(\.id)
        // From now on, few are of that age, by all others.
        try db.write { tx in
            try tx[Member.self].where(\.age).below(400).where(\.city).notEqual("C0").modify { $0.age += 10_000 }
        }
        #expect(try db.query(query).explain().index == "age")
        while let next = page.next {
            page = try db.query(query).page(after: PageToken(next.description), size: 9)
            ids += page.records.map(\.id)
        }
        #expect(ids == expected)
        // Alternatives are put in order, so that the index of each makes no difference to where a page ends.
        let either = city.where(\.age).above(1_000).or(\.team).equals("rare")
        let others = try db.query(either).primaryKeys()
        #expect(others.count > 20)
        page = try db.query(either).page(size: 9)
        ids = page.records.map(\.id)
        let before = try db.query(either).explain().alternatives.map(\.index)
        try db.write { tx in
            try tx[Member.self].where(\.age).above(1_000).where(\.city).notEqual("C0").modify { $0.age = 0 }
        }
        #expect(try db.query(either).explain().alternatives.map(\.index) != before)
        while let next = page.next {
            page = try db.query(either).page(after: next, size: 9)
            ids += page.records.map(\.id)
        }
        #expect(ids == others)
        expectCode(.invalidPageToken) {
            try db.query(city.where(\.age).below(401)).page(after: PageToken(try firstToken(query)), size: 9)
        }
    }

    @Test("pages over an intersection go on in it, whatever leads to fewer records by now")
    func pagesOfIntersections() throws {
        try db[Piece.self].bulkPut(
            (0..<4_000).map { Piece(id: $0, a: $0 % 20 == 0 ? 1 : 2, b: 1, c: $0 % 60 == 0 || $0 % 20 == 10 ? 1 : 5) })
        let query = Query(Piece.self).where(\.a).equals(1).where(\.b).equals(1).where(\.c).equals(1)
        #expect(
            try db.query(query).explain().description == "pieces: index a (a = 1) and index b+c (b = 1, c = 1)")
        let first = try db.query(query).page(size: 50)
        #expect(first.records.map(\.id) == (0..<50).map { $0 * 60 })
        try db[Piece.self].bulkPut((5_000..<7_000).map { Piece(id: $0, a: 1, b: 1, c: 9) })
        #expect(try db.query(query).explain().index == "b+c")
        let (second, counts) = try db.read { tx throws in
            (try tx.query(query).page(after: first.next, size: 50), tx.counts)
        }
        #expect(second.records.map(\.id) == (50..<67).map { $0 * 60 })
        #expect(second.next == nil)
        #expect(counts.recordsRead == 17)
    }

    @Test("the index to declare is the same one, whichever was taken")
    func advice() throws {
        var options = DatabaseOptions()
        options.slowQueryThreshold = .zero
        let slow = try Database.inMemory(tables: [Member.table], options: options)
        try slow[Member.self].bulkPut(members)
        for (city, team) in [("C0", "rare"), ("C0", "T0"), ("C0", "T1")] {
            _ = try slow[Member.self].where(\.city).equals(city).where(\.team).equals(team).toArray()
        }
        #expect(slow.advice().count == 2)
        #expect(Set(slow.advice().map(\.suggestedIndex)) == ["Index($0.city, $0.team)"])
    }

    private func firstToken(_ query: Query<Member>) throws -> String {
        try #require(try db.query(query).page(size: 2).next).description
    }
}
