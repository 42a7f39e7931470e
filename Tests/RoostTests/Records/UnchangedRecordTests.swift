import Testing

@testable import Roost

/// A closure's change is written if, and only if, it changes the stored JSON.
@Suite struct UnchangedRecordTests {
    private func database(_ tents: [Tent]) throws -> Database {
        let db = try Database.inMemory(tables: [Tent.table, Note.table])
        try db[Tent.self].bulkPut(tents)
        return db
    }

    private static func tent(_ id: Int = 1) -> Tent {
        Tent(id: id, style: Tent.Style(colour: "red", inner: Tent.Style(colour: "red")))
    }

    private static let full = Tent(
        id: 1, style: Tent.Style(colour: "red"), labels: Set((0..<20).map { "label \($0)" }),
        weights: Dictionary(uniqueKeysWithValues: (0..<20).map { (Double($0), $0.isMultiple(of: 2)) }),
        words: Dictionary(uniqueKeysWithValues: (0..<20).map { ("word \($0)", $0) }))

    private static let changes: [@Sendable (inout Tent) -> Void] = [
        { $0.style.colour = "tan" }, { $0.style.inner?.colour = "tan" }, { $0.style = Tent.Style(colour: "tan") },
        { $0.style.colour = "erd" }, { $0.style = Tent.Style(colour: "edr", inner: $0.style.inner) },
    ]

    @Test("A change through a class instance, of the same length", arguments: changes.indices, [tent(), full])
    func throughAClass(index: Int, tent: Tent) throws {
        let change = Self.changes[index]
        func expectChange(_ verb: (Records<Tent, Database>) throws -> Void) throws {
            let db = try database([tent])
            let before = try encoded(try #require(try db[Tent.self].get(1)).style)
            try verb(db[Tent.self])
            let after = try encoded(try #require(try db[Tent.self].get(1)).style)
            if index == 1, tent.style.inner == nil { return #expect(after == before) }
            #expect(after != before)
            #expect(try db.verify().problems == [])
        }
        try expectChange { records throws in #expect(try records.update(1, change)) }
        try expectChange { records throws in #expect(try records.where(\.id).equals(1).modify(change) == 1) }
        try expectChange { records throws in #expect(try records.filter { $0.id == 1 }.modify(change) == 1) }
        try expectChange { records throws in #expect(try !records.upsert(Self.tent(), update: change)) }
    }

    @Test("The index follows a change through a class instance")
    func index() throws {
        let db = try database([Self.tent(1), Self.tent(2)])
        #expect(try db[Tent.self].update(1) { $0.style.colour = "tan" })
        #expect(try db[Tent.self].where(\.colour).equals("tan").primaryKeys() == [1])
        #expect(try db[Tent.self].where(\.colour).equals("red").primaryKeys() == [2])
    }

    @Test("Nothing is written for a record that is left as it is, whatever order its collections have")
    func unchanged() throws {
        let db = try database([Self.full])
        let revision = try db[Tent.self].revision(of: 1)
        for _ in 0..<20 {
            #expect(try db[Tent.self].update(1) { _ in })
            #expect(try db[Tent.self].all.modify { $0.style.colour = "red" } == 1)
            #expect(try !db[Tent.self].upsert(Self.tent(), update: { $0.words["word 3"] = 3 }))
        }
        #expect(try db[Tent.self].revision(of: 1) == revision)
        #expect(try db[Tent.self].update(1) { $0.words["word 3"] = 4 })
        #expect(try db[Tent.self].revision(of: 1) != revision)
    }

    @Test("A member that a typed change put behind the others is no change")
    func memberOrder() throws {
        let db = try Database.inMemory(tables: [Airport.table, Note.table])
        var airport = swissAirports[0]
        airport.city = nil
        airport.tags = []
        try db[Airport.self].put(airport)
        try db[Airport.self].update(airport.icao, .set(\.city, to: "Zürich"))
        let revision = try db[Airport.self].revision(of: airport.icao)
        #expect(try db[Airport.self].update(airport.icao) { _ in })
        #expect(try db[Airport.self].revision(of: airport.icao) == revision)
        try db[Note.self].add(Note(text: "a", label: "b"))
        let assigned = try db[Note.self].revision(of: 1)
        #expect(try db[Note.self].update(1) { _ in })
        #expect(try db[Note.self].revision(of: 1) == assigned)
        #expect(try db[Note.self].update(1) { ($0.text, $0.label) = ("b", "a") })
        #expect(try db[Note.self].get(1)?.text == "b")
    }

    @Test(
        "Texts that differ in nothing but the order of members",
        arguments: [
            (#"{"a":1,"b":{"c":2,"d":[{"e":3,"f":4}]}}"#, #"{"b":{"d":[{"f":4,"e":3}],"c":2},"a":1}"#, true),
            (#"{"a":1,"b":2}"#, #"{"a":2,"b":1}"#, false), (#"[1,2]"#, #"[2,1]"#, false),
            (#"{"a":12}"#, #"{"a":21}"#, false), (#"{"a":1}"#, #"{"a":1 }"#, false), (#"{}"#, #"{}"#, true),
            (#"{"ab":1}"#, #"{"ba":1}"#, false), (#"["{a"]"#, #"["a{"]"#, false), (#"{"a":"#, #""a{:"#, false),
        ])
    func order(first: String, second: String, isSame: Bool) {
        #expect(JSONMemberOrder.isAllThatDiffers(Array(first.utf8).span, Array(second.utf8).span) == isSame)
    }
}
