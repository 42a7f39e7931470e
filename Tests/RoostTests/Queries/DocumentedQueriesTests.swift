import Roost
import Testing

/// Every operator that the page "Queries and indexes" shows, with what it finds.
@Suite struct DocumentedQueriesTests {
    private struct Example: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let query: Query<Airport>
        let found: [String]

        init(_ text: String, _ query: Query<Airport>, _ found: [String]) {
            testDescription = text
            self.query = query
            self.found = found
        }
    }

    private static let airports = Query(Airport.self)
    private static let swiss = ["LSGG", "LSZB", "LSZH", "LSZS"]

    private static let examples = [
        Example("equals", airports.where(\.country).equals("CH"), swiss),
        Example("anyOf", airports.where(\.country).anyOf("CH", "DE"), ["EDDB", "EDDM"] + swiss),
        Example("anyOf of a sequence", airports.where(\.icao).anyOf(["LSZH", "LSGG"]), ["LSGG", "LSZH"]),
        Example("notEqual", airports.where(\.country).notEqual("CH"), ["EDDB", "EDDM"]),
        Example("noneOf", airports.where(\.country).noneOf("CH", "DE"), []),
        Example("isNil", airports.where(\.city).isNil(), ["LSZS"]),
        Example("isNotNil", airports.where(\.city).isNotNil(), ["EDDB", "EDDM", "LSGG", "LSZB", "LSZH"]),
        Example("above", airports.where(\.elevation).above(1_416), ["EDDM", "LSZB", "LSZS"]),
        Example("aboveOrEqual", airports.where(\.elevation).aboveOrEqual(1_674), ["LSZB", "LSZS"]),
        Example("below", airports.where(\.elevation).below(1_411), ["EDDB"]),
        Example("belowOrEqual", airports.where(\.elevation).belowOrEqual(1_411), ["EDDB", "LSGG"]),
        Example("between", airports.where(\.elevation).between(1_400, 1_500), ["EDDM", "LSGG", "LSZH"]),
        Example(
            "between with bounds",
            airports.where(\.elevation).between(1_411, 1_487, includeLower: false, includeUpper: true),
            ["EDDM", "LSZH"]),
        Example(
            "inAnyRange", airports.where(\.elevation).inAnyRange([(0, 157), (5_000, 9_000)], includeUppers: true),
            ["EDDB", "LSZS"]),
        Example("startsWith", airports.where(\.name).startsWith("Zü"), ["LSZH"]),
        Example("startsWithAnyOf", airports.where(\.name).startsWithAnyOf("Zü", "Ge"), ["LSGG", "LSZH"]),
        Example("equalsIgnoreCase", airports.where(\.name).equalsIgnoreCase("ZÜRICH"), ["LSZH"]),
        Example("anyOfIgnoreCase", airports.where(\.name).anyOfIgnoreCase("zürich", "BERN"), ["LSZB", "LSZH"]),
        Example("startsWithIgnoreCase", airports.where(\.name).startsWithIgnoreCase("BER"), ["EDDB", "LSZB"]),
        Example(
            "startsWithAnyOfIgnoreCase", airports.where(\.name).startsWithAnyOfIgnoreCase("zü", "GE"), ["LSGG", "LSZH"]),
        Example("elements", airports.where(\.tags).equals("alpine"), ["LSZB", "LSZH", "LSZS"]),
        Example("elements, none", airports.where(\.tags).noneOf("alpine", "hub"), ["EDDB"]),
        Example(
            "or", airports.where(\.country).equals("DE").or(\.elevation).above(5_000), ["EDDB", "EDDM", "LSZS"]),
        Example(
            "or of a tuple", airports.where(\.country).equals("CH").or(\.country, \.elevation).equals("DE", 1_487),
            ["EDDM"] + swiss),
        Example(
            "or and where",
            airports.where(\.country).equals("DE").or(\.elevation).above(5_000).where(\.elevation).above(200),
            ["EDDM", "LSZS"]),
        Example("filter", airports.where(\.country).equals("CH").filter { $0.name.count > 6 }, ["LSZS"]),
        Example("until", airports.orderBy(\.elevation).until { $0.country != "DE" }, ["EDDB"]),
        Example(
            "anyOf of tuples", airports.where(\.country, \.elevation).anyOf([("CH", 1416), ("DE", 157)]),
            ["EDDB", "LSZH"]),
        Example(
            "distinct", airports.where(\.tags).anyOf("alpine", "hub").distinct(),
            ["EDDM", "LSGG", "LSZB", "LSZH", "LSZS"]),
        Example(
            "order, offset, limit",
            airports.where(\.country).equals("CH").orderBy(\.elevation).reverse().offset(1).limit(2), ["LSZB", "LSZH"]),
    ]

    @Test(arguments: examples) private func operators(_ example: Example) throws {
        try withAirports { db throws in
            #expect(try db.query(example.query).toArray().map(\.icao).sorted() == example.found)
        }
    }

    @Test func terminals() throws {
        try withAirports { db throws in
            let airports = db[Airport.self]
            let swiss = airports.where(\.country).equals("CH")
            #expect(try swiss.orderBy(\.icao).keys(\.name) == ["Genève", "Bern", "Zürich", "Samedan"])
            #expect(try airports.all.uniqueKeys(\.country) == ["CH", "DE"])
            #expect(try airports.all.firstKey(\.elevation) == 157)
            #expect(try airports.all.lastKey(\.elevation) == 5_600)
            #expect(try swiss.min(\.elevation) == 1_411)
            #expect(try swiss.max(\.elevation) == 5_600)
            #expect(try airports.where(\.country).equals("none").max(\.elevation) == nil)
            #expect(try swiss.sum(\.elevation) == 10_101)
            #expect(try swiss.average(\.elevation) == 2_525.25)
            #expect(try airports.where(\.country).equals("none").average(\.elevation) == nil)
            let groups = try airports.all.groupedCount(\.country)
            #expect(groups.map(\.key) == ["CH", "DE"] && groups.map(\.count) == [4, 2])
            let rows = try swiss.orderBy(\.elevation).select(\.name, \.city).toArray()
            #expect(rows.map(\.0) == ["Genève", "Zürich", "Bern", "Samedan"])
            #expect(rows.map(\.1) == ["Genève", "Zürich", "Bern", nil])
            let highest: String? = try swiss.orderBy(\.elevation).reverse().select(\.name).first()
            #expect(highest == "Samedan")
            #expect(try swiss.sortBy(\.name).map(\.icao) == ["LSZB", "LSGG", "LSZS", "LSZH"])
            let first = try airports.orderBy(\.elevation).page(size: 4)
            let second = try airports.orderBy(\.elevation).page(after: first.next, size: 4)
            #expect(first.records.map(\.icao) == ["EDDB", "LSGG", "LSZH", "EDDM"])
            #expect(second.records.map(\.icao) == ["LSZB", "LSZS"] && second.next == nil)
        }
    }

    @Test("the asynchronous forms say the same") func asynchronous() async throws {
        let db = try Database.inMemory(tables: [Airport.table])
        try await db[Airport.self].bulkPut(swissAirports)
        let swiss = db[Airport.self].where(\.country).equals("CH")
        #expect(try await db[Airport.self].all.uniqueKeys(\.country) == ["CH", "DE"])
        #expect(try await swiss.min(\.elevation) == 1_411)
        #expect(try await swiss.max(\.elevation) == 5_600)
        #expect(try await swiss.sum(\.elevation) == 10_101)
        #expect(try await swiss.average(\.elevation) == 2_525.25)
        #expect(try await swiss.groupedCount(\.country).map(\.count) == [4])
        #expect(try await swiss.select(\.icao, \.elevation).toArray().count == 4)
        var streamed: [String] = []
        for try await airport in swiss.stream() { streamed.append(airport.icao) }
        #expect(streamed.sorted() == Self.swiss)
        try await db.close()
    }

    @Test("a sum that does not fit is an error") func overflow() throws {
        try withAirports { db throws in
            try db[Airport.self].update("LSZH", .set(\.elevation, to: .max))
            expectCode(.invalidArgument) { try db[Airport.self].all.sum(\.elevation) }
        }
    }

    @Test("slow kinds of query are remembered, with the index that would serve them") func advice() throws {
        var options = DatabaseOptions()
        options.slowQueryThreshold = .zero
        let db = try Database.inMemory(tables: [Airport.table], options: options)
        defer { try? db.close() }
        try db[Airport.self].bulkPut(swissAirports)
        for size in AirportSize.allCases { _ = try db[Airport.self].where(\.size).equals(size).toArray() }
        _ = try db[Airport.self].where(\.country).equals("CH").toArray()
        let advice = try #require(db.advice().first { $0.suggestedIndex != nil })
        #expect(advice.suggestedIndex == "Index($0.size)")
        #expect(advice.runs == 3)
        #expect(advice.shape == "airports: table scan, filter (size = ?)")
        #expect(advice.counts.recordsRead == 6)
        #expect(db.advice().count == 2)
    }

    private func withAirports(_ body: (Database) throws -> Void) throws {
        let db = try Database.inMemory(tables: [Airport.table])
        defer { try? db.close() }
        try db[Airport.self].bulkPut(swissAirports)
        try body(db)
    }
}
