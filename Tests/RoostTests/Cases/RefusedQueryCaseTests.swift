import Roost
import Testing

/// Questions that Dexie.js 4.4.4 refuses, those of section W of the cases that compile in Roost. Where Roost answers
/// differently on purpose, a comment says why.
@Suite("Cases: refused queries") struct RefusedQueryCaseTests {
    // What no index serves is a scan of the table, and an error for who asks for one.
    @Test("W32 conditions that no index serves") func noIndex() throws {
        let query = Query(Measure.self).where(\.x).equals(1).where(\.y).equals(2)
        let db = try Database.inMemory(tables: [Measure.table])
        try db[Measure.self].bulkAdd([Measure(id: 1, x: 1, y: 2), Measure(id: 2, x: 1, y: 1)])
        #expect(try db.query(query).primaryKeys() == [1])
        var options = DatabaseOptions()
        options.requiresIndex = true
        let strict = try Database.inMemory(tables: [Measure.table], options: options)
        expectCode(.indexRequired) { try strict.query(query).toArray() }
    }

    // Null does not compile as a value; what compiles and can be no key is NaN.
    @Test("W35, W37 a value that cannot be a key is an error when the query runs, never when it is built")
    func noKey() throws {
        let queries = [
            Query(Measure.self).where(\.weight).equals(.nan), Query(Measure.self).where(\.weight).above(.nan),
            Query(Measure.self).where(\.weight).anyOf(1, .nan), Query(Measure.self).where(\.weight).between(.nan, 1),
            Query(Measure.self).where(\.id).equals(1).or(\.weight).below(.nan),
        ]
        let db = try Database.inMemory(tables: [Measure.table])
        try db[Measure.self].add(Measure(id: 1, x: 1, y: 2))
        for query in queries {
            expectCode(.invalidKey) { try db.query(query).toArray() }
            expectCode(.invalidKey) { try db.query(query).count() }
            expectCode(.invalidKey) { try db.query(query).delete() }
        }
        #expect(try db[Measure.self].count() == 1)
    }

    // Dexie takes a negative limit or offset for 0. Whoever computes one has computed wrongly.
    @Test("O6, O11 a negative limit or offset is an error when the query runs") func negativeBounds() throws {
        let db = try Database.inMemory(tables: [Measure.table])
        try db[Measure.self].add(Measure(id: 1, x: 1, y: 2))
        for query in [Query(Measure.self).orderBy(\.id).limit(-1), Query(Measure.self).orderBy(\.id).offset(-3)] {
            expectCode(.invalidArgument) { try db.query(query).toArray() }
        }
    }

    private struct Measure: Codable, Sendable, Record {
        var id: Int
        var x: Int
        var y: Int
        var weight = 0.5

        struct Fields: Sendable {
            let id = Field("id", \Measure.id)
            let x = Field("x", \Measure.x)
            let y = Field("y", \Measure.y)
            let weight = Field("weight", \Measure.weight)
        }
        static let table = Table("measures", fields: Fields(), primaryKey: \Fields.id) { Index($0.weight) }
    }
}
