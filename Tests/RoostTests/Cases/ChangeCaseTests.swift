import Roost
import Testing

/// Dexie.js 4.4.4 was asked these questions; each test carries the id of its case. Where Roost answers differently on
/// purpose, a comment says why.
@Suite("Cases: typed changes") struct ChangeCaseTests {
    private func store(_ entries: [Entry]) throws -> Database {
        let db = try Database.inMemory(tables: [Entry.table])
        try db[Entry.self].bulkAdd(entries)
        return db
    }

    @Test("R1 adding to a number and taking away", arguments: [5]) func numbers(n: Int) throws {
        let db = try store([Entry(id: 1, n: n)])
        try db[Entry.self].update(1, .increment(\.n, by: 2))
        #expect(try db[Entry.self].get(1)?.n == 7)
        try db[Entry.self].update(1, .increment(\.n, by: -3))
        #expect(try db[Entry.self].get(1)?.n == 4)
    }

    @Test("R3 adding to a missing number") func missingNumber() throws {
        let db = try store([Entry(id: 1)])
        try db[Entry.self].update(1, .increment(\.n, by: 2), .increment(\.size, by: 2))
        #expect(try db[Entry.self].get(1) == Entry(id: 1, n: 2, size: 2))
    }

    @Test("R4 adding elements and removing them", arguments: [["a", "b"]]) func elements(s: [String]) throws {
        let db = try store([Entry(id: 1, s: s)])
        try db[Entry.self].update(1, .append(\.s, "c"))
        #expect(try db[Entry.self].get(1)?.s == ["a", "b", "c"])
        try db[Entry.self].update(1, .remove(\.s, "a"))
        #expect(try db[Entry.self].get(1)?.s == ["b", "c"])
    }

    // Dexie sorts the elements; Roost keeps their order, and puts the new ones at the end.
    @Test("R4 elements keep their order") func orderOfElements() throws {
        let db = try store([Entry(id: 1, s: ["z", "b"])])
        try db[Entry.self].update(1, .append(\.s, contentsOf: ["c", "a"]), .remove(\.s, "b"))
        #expect(try db[Entry.self].get(1)?.s == ["z", "c", "a"])
    }

    // Dexie adds it a second time, a defect of the version that was asked.
    @Test("Z15 adding an element that is there") func elementThatIsThere() throws {
        let db = try store([Entry(id: 1, s: ["a"])])
        try db[Entry.self].update(1, .append(\.s, "a"))
        #expect(try db[Entry.self].get(1)?.s == ["a"])
    }

    // Dexie stores the marker object itself, a defect of the version that was asked.
    @Test("Z14 adding to a number in a bulk update") func numberInABulkUpdate() throws {
        let db = try store([Entry(id: 1, n: 1)])
        #expect(try db[Entry.self].bulkUpdate([(key: 1, changes: [.increment(\.n, by: 2)])]) == 1)
        #expect(try db[Entry.self].get(1)?.n == 3)
    }

    @Test("R6 replacing a prefix in all records") func prefixes() throws {
        let db = try store([Entry(id: 1, path: "X/C"), Entry(id: 2, path: "X"), Entry(id: 3, path: "Q/A/B")])
        try db[Entry.self].all.modify(.replacePrefix(\.path, of: "X", with: "Z"))
        #expect(try db[Entry.self].toArray().map(\.path) == ["Z/C", "Z", "Q/A/B"])
    }
}

private struct Entry: Codable, Sendable, Equatable, Record {
    var id: Int
    var n: Int?
    var size: Double?
    var s: [String]?
    var path: String?

    struct Fields: Sendable {
        let id = Field("id", \Entry.id)
        let n = Field("n", \Entry.n)
        let size = Field("size", \Entry.size)
        let s = EachField("s", \Entry.s)
        let path = Field("path", \Entry.path)
    }
    static let table = Table("entries", fields: Fields(), primaryKey: \Fields.id) {
        Index.each($0.s)
        Index($0.path)
    }
}
