import Roost
import RoostEngineTesting
import Testing

/// Questions that Dexie.js 4.4.4 was asked about opening, section V of the cases. Where Roost answers differently on
/// purpose, a comment says why.
@Suite("Cases: opening") struct OpeningCaseTests {
    private let folder: TemporaryFolder
    private let path: String

    /// A store with one person.
    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("store")
        let db = try Database.open(at: path, tables: [Person.table])
        try db[Person.self].add(Person.everyone[0])
        try db.close()
    }

    private func open<T>(_ tables: [any TableDeclaration], _ body: (Database) throws -> T) throws -> T {
        let db = try Database.open(at: path, tables: tables)
        defer { try? db.close() }
        return try body(db)
    }

    // A new index of a table that is stored is refused.
    @Test("V10 a new table needs no new version") func newTable() throws {
        try open([Person.table, Line.table]) { db throws in
            try db[Line.self].add(Line(text: "a"))
            #expect(try db[Line.self].where(\.text).equals("a").count() == 1)
            #expect(try db[Person.self].count() == 1)
        }
    }

    // The same refusal as for any other difference between what is stored and what is declared.
    @Test("V8 another primary key is refused, and the records stay") func anotherPrimaryKey() throws {
        let renamed = Table("people", fields: Person.Fields(), primaryKey: \Person.Fields.name)
        expectCode(.schemaMismatch) { try Database.open(at: path, tables: [renamed]) }
        try open([Person.table]) { db throws in #expect(try db[Person.self].get(1) == Person.everyone[0]) }
    }

    @Test("V11 a program that declares less opens what a later one has stored") func olderProgram() throws {
        try open([Person.table, Line.table]) { db in _ = try db[Line.self].add(Line(text: "a")) }
        try open([Person.table]) { db throws in #expect(try db[Person.self].all.primaryKeys() == [1]) }
        try open([Line.table]) { db throws in #expect(try db[Line.self].all.primaryKeys() == [1]) }
    }

    // Without tables, a store that is missing is made like any other.
    @Test("V14 without declarations the tables can be read back from the store") func noDeclarations() throws {
        try open([]) { db throws in #expect(try db.statistics().tables.map(\.name) == ["people"]) }
        let empty = try Database.open(at: folder.path("missing"), tables: [])
        #expect(try empty.statistics().tables.isEmpty)
        try empty.close()
    }

    // A database that is closed stays so; the store is opened again as another one.
    @Test("V16 a query after close, and after opening again") func afterClose() throws {
        let db = try Database.open(at: path, tables: [Person.table])
        try db.close()
        expectCode(.closed) { try db[Person.self].count() }
        expectCode(.closed) { try db[Person.self].where(\.age).above(1).toArray() }
        try open([Person.table]) { db throws in #expect(try db[Person.self].count() == 1) }
        expectCode(.closed) { try db[Person.self].count() }
    }

    @Test("V20 an index that is declared twice") func indexTwice() throws {
        let twice = Table("twice", fields: Person.Fields(), primaryKey: \Person.Fields.id) {
            Index($0.age)
            Index($0.age)
        }
        expectCode(.invalidArgument) { try Database.open(at: path, tables: [twice]) }
        try open([]) { db throws in #expect(try db.statistics().tables.map(\.name) == ["people"]) }
    }
}
