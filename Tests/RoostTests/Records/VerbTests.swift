import Roost
import Testing

@Suite struct VerbTests {
    private let db: Database

    init() throws {
        db = try Database.inMemory(tables: [Counter.table, Airport.table])
        try db[Counter.self].bulkAdd((1...4).map { Counter(name: "\($0)", value: $0) })
    }

    @Test func getAndBulkGet() throws {
        #expect(try db[Counter.self].get("2") == Counter(name: "2", value: 2))
        #expect(try db[Counter.self].get("9") == nil)
        #expect(try db[Counter.self].bulkGet(["4", "9", "1", "4"]).map { $0?.value } == [4, nil, 1, 4])
        #expect(try db[Counter.self].bulkGet([]).isEmpty)
    }

    @Test func putReplacesOnThePrimaryKeyOnly() throws {
        #expect(try db[Counter.self].put(Counter(name: "2", value: 20)) == "2")
        #expect(try db[Counter.self].where(\.value).equals(2).count() == 0)
        #expect(try db[Counter.self].where(\.value).equals(20).count() == 1)
        #expect(try db[Counter.self].count() == 4)
    }

    @Test func upsert() throws {
        #expect(try db[Counter.self].upsert(Counter(name: "5", value: 5)) { $0.value = 50 })
        #expect(try db[Counter.self].upsert(Counter(name: "5", value: 5)) { $0.value = 50 } == false)
        #expect(try db[Counter.self].get("5")?.value == 50)
    }

    @Test func update() throws {
        #expect(try db[Counter.self].update("1", .increment(\.value, by: 10)))
        #expect(try db[Counter.self].update("1") { $0.value += 100 })
        #expect(try db[Counter.self].get("1")?.value == 111)
        #expect(try db[Counter.self].update("9", .set(\.value, to: 1)) == false)
        #expect(try db[Counter.self].update("9") { $0.value = 1 } == false)
    }

    @Test func updateMovesARecordToItsNewKey() throws {
        #expect(try db[Counter.self].update("1") { $0.name = "one" })
        #expect(try db[Counter.self].all.primaryKeys() == ["2", "3", "4", "one"])
        #expect(try db[Counter.self].update("2", .set(\.name, to: "two")))
        #expect(try db[Counter.self].where(\.value).equals(2).primaryKeys() == ["two"])
        expectCode(.primaryKeyExists) { try db[Counter.self].update("3") { $0.name = "4" } }
        #expect(try db[Counter.self].count() == 4)
        #expect(try db.verify().isSound)
    }

    @Test func typedChangesTouchOnlyTheirField() throws {
        try db[Airport.self].put(swissAirports[0])
        try db[Airport.self].update(
            "LSZH", .set(\.city, to: nil), .set(\.size, to: .medium), .increment(\.elevation, by: -16))
        let airport = try #require(try db[Airport.self].get("LSZH"))
        #expect(airport.city == nil)
        #expect(airport.size == .medium)
        #expect(airport.elevation == 1_400)
        #expect(airport.tags == swissAirports[0].tags)
        try db[Airport.self].update("LSZH", .set(\.city, to: "Zürich"))
        #expect(try db[Airport.self].where(\.country, \.city).equals("CH", "Zürich").count() == 1)
        let revision = try db[Airport.self].revision(of: "LSZH")
        try db[Airport.self].update("LSZH") { _ in }
        #expect(try db[Airport.self].revision(of: "LSZH") == revision, "nothing changed, so nothing is written")
    }

    @Test func anAssignedKeyIsNoChange() throws {
        let db = try Database.inMemory(tables: [Note.table])
        try db[Note.self].add(Note(text: "a", label: "b"))
        let revision = try db[Note.self].revision(of: 1)
        try db[Note.self].update(1) { _ in }
        #expect(try db[Note.self].revision(of: 1) == revision)
    }

    @Test func deleteAndBulkDelete() throws {
        #expect(try db[Counter.self].delete("1"))
        #expect(try db[Counter.self].delete("1") == false)
        #expect(try db[Counter.self].bulkDelete(["2", "9", "3"]) == 2)
        #expect(try db[Counter.self].toArray() == [Counter(name: "4", value: 4)])
    }

    @Test func queriesModifyAndDelete() throws {
        #expect(try db[Counter.self].where(\.value).above(2).modify(.increment(\.value, by: 10)) == 2)
        #expect(try db[Counter.self].where(\.value).above(10).orderBy(\.value).limit(1).delete() == 1)
        #expect(try db[Counter.self].orderBy(\.value).keys(\.value) == [1, 2, 14])
    }

    @Test func bulkVerbs() throws {
        #expect(try db[Counter.self].bulkAdd([Counter]()) == [])
        #expect(
            try db[Counter.self].bulkPut([Counter(name: "x", value: 1), Counter(name: "x", value: 2)]) == ["x", "x"])
        #expect(try db[Counter.self].get("x")?.value == 2)
        #expect(
            try db[Counter.self].bulkUpdate([
                (key: "1", changes: [.increment(\.value, by: 5)]), (key: "missing", changes: []),
                (key: "2", changes: [.set(\.value, to: 0)]),
            ]) == 2)
        #expect(try db[Counter.self].bulkGet(["1", "2"]).map { $0?.value } == [6, 0])
    }

    @Test func recordsOfTenMegabytes() throws {
        let db = try Database.inMemory(tables: [Airport.table, Page.table])
        let small = Page(id: 1, text: "small")
        let large = Page(id: 2, text: incompressible(10_000_000))
        try db[Page.self].bulkPut([small, large])
        #expect(try db[Page.self].get(2) == large)
        #expect(try db[Page.self].toArray() == [small, large])
        #expect(try db.verify().isSound)
        try db[Page.self].update(2) { $0.text = String($0.text.prefix(100_000)) }
        #expect(try db[Page.self].get(2)?.text.count == 100_000)
        #expect(try db.verify().problems == [], "surplus chunks are gone")
        try db[Page.self].put(Page(id: 2, text: "small again"))
        #expect(try db.verify().problems == [])
        try db[Page.self].put(large)
        #expect(try db[Page.self].delete(2))
        #expect(try db.verify().problems == [])
        #expect(try db.statistics().tables.first { $0.name == "pages" }?.records == 1)
    }

    private func incompressible(_ count: Int) -> String {
        var state: UInt32 = 1
        return String(
            decoding: (0..<count).map { _ -> UInt8 in
                state = state &* 1_664_525 &+ 1_013_904_223
                return 0x30 + UInt8(state >> 26)
            }, as: UTF8.self)
    }
}

private struct Page: Codable, Sendable, Equatable, Record {
    var id: Int
    var text: String

    struct Fields: Sendable {
        let id = Field("id", \Page.id)
    }
    static let table = Table("pages", fields: Fields(), primaryKey: \Fields.id)
}
