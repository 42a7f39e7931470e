import Roost
import Testing

/// Questions that Dexie.js 4.4.4 was asked about compound indexes, arrays and nested fields, the part of section X of the
/// cases that has data of its own. Where Roost answers differently on purpose, a comment says why.
@Suite("Cases: compound keys, arrays and nested fields") struct CompoundCaseTests {
    /// (1, 1), (1, 2), (2, 1), (2, 2), (3, 1) under the keys 1 to 5.
    private func points() throws -> Database {
        let db = try Database.inMemory(tables: [Point.table])
        let pairs = [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1)]
        try db[Point.self].bulkAdd(pairs.enumerated().map { Point(id: $0 + 1, x: $1.0, y: $1.1) })
        return db
    }

    @Test("X7, X9 the leading part of a compound index serves alone") func leadingPart() throws {
        let points = try points()[Point.self]
        #expect(try points.where(\.x).equals(1).primaryKeys() == [1, 2])
        #expect(try points.where(\.x).equals(1).explain().index == "x+y")
        #expect(try points.where(\.x).between(1, 3).primaryKeys() == [1, 2, 3, 4])
        #expect(try points.where(\.x).between(1, 3).explain().index == "x+y")
    }

    @Test("X10 the distinct values of the leading part") func uniqueKeys() throws {
        #expect(try points()[Point.self].orderBy(\.x).uniqueKeys(\.x) == [1, 2, 3])
    }

    // What no index serves is a scan of the table, and an error for who asks for one.
    @Test("X12 the trailing part of a compound index does not serve alone") func trailingPart() throws {
        #expect(try points()[Point.self].where(\.y).equals(1).primaryKeys() == [1, 3, 5])
        #expect(try points()[Point.self].where(\.y).equals(1).explain().isTableScan)
        var options = DatabaseOptions()
        options.requiresIndex = true
        let db = try Database.inMemory(tables: [Point.table], options: options)
        expectCode(.indexRequired) { try db[Point.self].where(\.y).equals(1).toArray() }
    }

    // A primary key is one field; a unique index over several is the other key that names one record.
    @Test("X13 a key of several fields names one record") func compoundKey() throws {
        let db = try points()
        #expect(try db[Point.self].where(\.x, \.y).equals(2, 1).first() == Point(id: 3, x: 2, y: 1))
        expectCode(.uniqueViolation) { try db[Point.self].add(Point(id: 6, x: 2, y: 1)) }
    }

    @Test("X15 a range of tuples is no box") func rangeOfTuples() throws {
        let rows = try points()[Point.self].where(\.x, \.y).between((1, 2), (2, 2)).select(\.x, \.y).toArray()
        #expect(rows.map(\.0) == [1, 2] && rows.map(\.1) == [2, 1])
    }

    @Test("X18 one condition on each of two array fields") func twoArrays() throws {
        let db = try groups()
        #expect(try db[Group.self].where(\.g).equals("ga").where(\.h).equals("ha").primaryKeys() == [1])
        #expect(try db[Group.self].where(\.g).equals("ga").where(\.h).equals("hc").primaryKeys() == [])
    }

    // A record is met once, at its first entry; that is why distinct changes nothing. An index of arrays lacks those
    // that are empty, and gives no order: what is left of X22 are the entries.
    @Test("X19, X21, X22 a record with several matching elements") func severalElements() throws {
        let above = try groups()[Group.self].where(\.g).above("ga")
        #expect(try above.primaryKeys() == [1, 2])
        #expect(try above.keys(\.g) == ["gb", "gb", "gc"])
        #expect(try above.reverse().distinct().primaryKeys() == [2, 1])
        #expect(try groups()[Group.self].all.keys(\.g) == ["ga", "gb", "gb", "gc"])
        #expect(try groups()[Group.self].all.distinct().count() == 2)
    }

    @Test("X25 an element twice in one array is one entry") func repeatedElement() throws {
        let db = try Database.inMemory(tables: [Group.table])
        try db[Group.self].add(Group(id: 3, g: ["q", "q"], h: []))
        #expect(try db[Group.self].where(\.g).equals("q").count() == 1)
        #expect(try db[Group.self].where(\.g).equals("q").keys(\.g) == ["q"])
        #expect(try db.statistics().tables[0].indexes.map(\.entries) == [1, 0])
    }

    // Nil is a proper key: a missing parent is found like a missing value.
    @Test("X27, X28 a field inside an object that may be missing") func nestedField() throws {
        let db = try Database.inMemory(tables: [Customer.table])
        try db[Customer.self].bulkAdd([
            Customer(id: 1, ad: .init(city: "X"), k: 1), Customer(id: 2, ad: .init(), k: 1), Customer(id: 3, k: 1),
            Customer(id: 4, ad: .init(city: "Y"), k: 1),
        ])
        #expect(try db[Customer.self].where(\.city).equals("X").primaryKeys() == [1])
        #expect(try db[Customer.self].where(\.city).equals("X").where(\.k).equals(1).primaryKeys() == [1])
        #expect(try db[Customer.self].where(\.city).isNil().primaryKeys() == [2, 3])
    }

    private func groups() throws -> Database {
        let db = try Database.inMemory(tables: [Group.table])
        try db[Group.self].bulkAdd([
            Group(id: 1, g: ["ga", "gb"], h: ["ha", "hb"]), Group(id: 2, g: ["gb", "gc"], h: ["hb", "hc"]),
        ])
        return db
    }

    private struct Point: Codable, Sendable, Equatable, Record {
        var id: Int
        var x: Int
        var y: Int

        struct Fields: Sendable {
            let id = Field("id", \Point.id)
            let x = Field("x", \Point.x)
            let y = Field("y", \Point.y)
        }
        static let table = Table("points", fields: Fields(), primaryKey: \Fields.id) { Index.unique($0.x, $0.y) }
    }

    private struct Group: Codable, Sendable, Record {
        var id: Int
        var g: [String]
        var h: [String]

        struct Fields: Sendable {
            let id = Field("id", \Group.id)
            let g = EachField("g", \Group.g)
            let h = EachField("h", \Group.h)
        }
        static let table = Table("groups", fields: Fields(), primaryKey: \Fields.id) {
            Index.each($0.g)
            Index.each($0.h)
        }
    }

    private struct Customer: Codable, Sendable, Record {
        struct Address: Codable, Sendable {
            var city: String?
        }

        var id: Int
        var ad: Address?
        var k: Int

        struct Fields: Sendable {
            let id = Field("id", \Customer.id)
            let city = Field("ad.city", \Customer.ad?.city)
            let k = Field("k", \Customer.k)
        }
        static let table = Table("customers", fields: Fields(), primaryKey: \Fields.id) { Index($0.city) }
    }
}
