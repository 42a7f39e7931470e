import Roost
import Testing

/// The plan and the answer of each shape of query, side by side.
@Suite struct PlanTests {
    private typealias Q = Query<Airport>

    /// A query with the plan it must get and the primary keys it must find, in order.
    private struct Case: CustomTestStringConvertible, Sendable {
        let query: Query<Airport>
        let plan: String
        let keys: [String]
        var testDescription: String { plan }
    }

    private static let all = Query(Airport.self)

    private static let cases: [Case] = [
        Case(query: all, plan: "airports: table scan", keys: ["EDDB", "EDDM", "LSGG", "LSZB", "LSZH", "LSZS"]),
        Case(
            query: all.where(\.icao).equals("LSZB"), plan: #"airports: primary key (icao = "LSZB")"#, keys: ["LSZB"]),
        Case(
            query: all.where(\.icao).startsWith("LSZ").reverse(),
            plan: #"airports: primary key (icao starts with "LSZ"), backwards"#, keys: ["LSZS", "LSZH", "LSZB"]),
        Case(
            query: all.where(\.icao).anyOf("LSGG", "EDDM", "LSGG", "none"),
            plan: #"airports: primary key (icao in ["LSGG", "EDDM", "LSGG", "none"]) in 3 ranges"#,
            keys: ["EDDM", "LSGG"]),
        Case(
            query: all.where(\.elevation).above(1_416), plan: "airports: index elevation (elevation > 1416)",
            keys: ["EDDM", "LSZB", "LSZS"]),
        Case(
            query: all.where(\.elevation).aboveOrEqual(1_416).where(\.elevation).below(1_674),
            plan: "airports: index elevation (elevation >= 1416 and elevation < 1674)", keys: ["LSZH", "EDDM"]),
        Case(
            query: all.where(\.elevation).between(157, 1_411),
            plan: "airports: index elevation (elevation >= 157 and < 1411)", keys: ["EDDB"]),
        Case(
            query: all.where(\.elevation).between(157, 1_411, includeLower: false, includeUpper: true),
            plan: "airports: index elevation (elevation > 157 and <= 1411)", keys: ["LSGG"]),
        Case(
            query: all.where(\.elevation).between(2_000, 1_000),
            plan: "airports: index elevation (elevation >= 2000 and < 1000)", keys: []),
        Case(
            query: all.where(\.elevation).belowOrEqual(1_411).orderBy(\.elevation).reverse(),
            plan: "airports: index elevation (elevation <= 1411), backwards", keys: ["LSGG", "EDDB"]),
        Case(
            query: all.where(\.country).equals("CH"),
            plan: #"airports: index country+city (country = "CH")"#, keys: ["LSZS", "LSZB", "LSGG", "LSZH"]),
        Case(
            query: all.where(\.country).equals("CH").where(\.city).equals("Bern"),
            plan: #"airports: index country+city (country = "CH", city = "Bern")"#, keys: ["LSZB"]),
        Case(
            query: all.where(\.country, \.city).equals("CH", "Bern"),
            plan: #"airports: index country+city (country = "CH", city = "Bern")"#, keys: ["LSZB"]),
        Case(
            query: all.where(\.country).equals("CH").where(\.city).isNil(),
            plan: #"airports: index country+city (country = "CH", city is nil)"#, keys: ["LSZS"]),
        Case(
            query: all.where(\.city).isNil(), plan: "airports: table scan, filter (city is nil)", keys: ["LSZS"]),
        Case(
            query: all.where(\.country).equals("CH").where(\.city).startsWith("Z"),
            plan: #"airports: index country+city (country = "CH", city starts with "Z")"#, keys: ["LSZH"]),
        Case(
            query: all.where(\.country).equals("CH").where(\.elevation).above(1_412),
            plan: #"airports: index country+elevation- (country = "CH", elevation > 1412)"#,
            keys: ["LSZS", "LSZB", "LSZH"]),
        Case(
            query: all.where(\.country).equals("CH").orderBy(\.elevation),
            plan: #"airports: index country+elevation- (country = "CH"), backwards"#,
            keys: ["LSGG", "LSZH", "LSZB", "LSZS"]),
        Case(
            query: all.where(\.country).equals("CH").orderBy(\.elevation).reverse(),
            plan: #"airports: index country+elevation- (country = "CH")"#,
            keys: ["LSZS", "LSZB", "LSZH", "LSGG"]),
        Case(
            query: all.where(\.icao).startsWith("LSZ").or(\.icao).equals("EDDM").or(\.elevation).equals(157).reverse(),
            plan:
                #"airports: any of (primary key (icao starts with "LSZ" or icao = "EDDM") in 2 ranges, backwards; "#
                + "index elevation (elevation = 157), backwards)",
            keys: ["LSZS", "LSZH", "LSZB", "EDDM", "EDDB"]),
        Case(
            query: all.where(\.country).equals("CH").or(\.elevation).equals(157).orderBy(\.elevation),
            plan: #"airports: any of (index country+city (country = "CH"), sort by elevation, icao; "#
                + "index elevation (elevation = 157))",
            keys: ["EDDB", "LSGG", "LSZH", "LSZB", "LSZS"]),
        Case(
            query: all.where(\.country).equals("CH").or(\.elevation).equals(157).orderBy(\.elevation).reverse(),
            plan: #"airports: any of (index country+city (country = "CH"), sort backwards by elevation, icao; "#
                + "index elevation (elevation = 157), backwards)",
            keys: ["LSZS", "LSZB", "LSZH", "LSGG", "EDDB"]),
        Case(
            query: all.where(\.country).anyOf("DE", "CH").where(\.elevation).below(1_450),
            plan: #"airports: index country+elevation- (country in ["DE", "CH"], elevation < 1450) in 2 ranges"#,
            keys: ["LSZH", "LSGG", "EDDB"]),
        Case(
            query: all.where(\.country, \.city).between(("CH", "C"), ("DE", "C")),
            plan: #"airports: index country+city ((country, city) >= ("CH", "C") and < ("DE", "C"))"#,
            keys: ["LSGG", "LSZH", "EDDB"]),
        Case(
            query: all.where(\.country, \.city).above("CH", "Genève"),
            plan: #"airports: index country+city ((country, city) > ("CH", "Genève"))"#,
            keys: ["LSZH", "EDDB", "EDDM"]),
        Case(
            query: all.where(\.tags).equals("hub"), plan: #"airports: index tags (tags = "hub")"#,
            keys: ["EDDM", "LSGG", "LSZH"]),
        Case(
            query: all.where(\.tags).anyOf("alpine", "hub"),
            plan: #"airports: index tags (tags in ["alpine", "hub"]) in 2 ranges"#,
            keys: ["LSZB", "LSZH", "LSZS", "EDDM", "LSGG"]),
        Case(
            query: all.where(\.tags).equals("hub").where(\.tags).equals("alpine"),
            plan: #"airports: index tags (tags = "hub"), filter (tags = "alpine")"#, keys: ["LSZH"]),
        Case(
            query: all.where(\.tags).startsWith("h").orderBy(\.icao),
            plan: #"airports: index tags (tags starts with "h"), sort by icao"#,
            keys: ["EDDM", "LSGG", "LSZH", "LSZS"]),
        Case(
            query: all.where(\.size).equals(.large).where(\.country).equals("DE"),
            plan: #"airports: index country+city (country = "DE"), filter (size = "large")"#,
            keys: ["EDDB", "EDDM"]),
        Case(
            query: all.orderBy(\.size, \.icao).limit(3), plan: "airports: table scan, sort by size, icao",
            keys: ["EDDB", "EDDM", "LSGG"]),
        Case(
            query: all.orderBy(\.size, \.icao).reverse().limit(3),
            plan: "airports: table scan, sort backwards by size, icao", keys: ["LSZS", "LSZB", "LSZH"]),
        Case(
            query: all.orderBy(\.elevation).offset(1).limit(2), plan: "airports: index elevation",
            keys: ["LSGG", "LSZH"]),
        Case(
            query: all.limit(2).offset(1).orderBy(\.elevation).reverse(),
            plan: "airports: index elevation, backwards", keys: ["LSZB", "EDDM"]),
        Case(
            query: all.orderBy(\.country).reverse(), plan: "airports: index country+city, backwards",
            keys: ["EDDM", "EDDB", "LSZH", "LSGG", "LSZB", "LSZS"]),
        Case(
            query: all.orderBy(\.icao), plan: "airports: table scan",
            keys: ["EDDB", "EDDM", "LSGG", "LSZB", "LSZH", "LSZS"]),
        Case(query: all.orderBy(\.elevation).limit(0), plan: "airports: index elevation", keys: []),
        Case(query: all.orderBy(\.elevation).offset(100), plan: "airports: index elevation", keys: []),
        Case(
            query: all.where(\.country).anyOf([String]()), plan: "airports: index country+city (country in [])",
            keys: []),
        Case(
            query: all.orderBy(\.elevation).reverse().reverse().limit(1), plan: "airports: index elevation",
            keys: ["EDDB"]),
    ]

    @Test(arguments: cases) private func planAndAnswer(_ example: Case) throws {
        let db = try Database.inMemory(tables: [Airport.table])
        try db[Airport.self].bulkPut(swissAirports)
        let request = db.query(example.query)
        let plan = try request.explain().description
        #expect(plan == example.plan)
        #expect(try request.toArray().map(\.icao) == example.keys)
        #expect(try request.primaryKeys() == example.keys)
        #expect(try request.count() == example.keys.count)
        #expect(try request.first()?.icao == example.keys.first)
        #expect(try request.last()?.icao == example.keys.last)
        var seen: [String] = []
        try request.each { seen.append($0.icao) }
        #expect(seen == example.keys)
    }

    @Test func aRunTellsWhatItRead() throws {
        let db = try Database.inMemory(tables: [Airport.table])
        try db[Airport.self].bulkPut(swissAirports)
        let plan = try db[Airport.self].where(\.country).equals("CH").where(\.size).equals(.large).analyze()
        #expect(
            plan.description == """
                airports: index country+city (country = "CH"), filter (size = "large")
                    4 keys read, 4 records read, 2 decoded
                """)
        #expect(plan.index == "country+city")
        #expect(plan.isTableScan == false)
        #expect(plan.ranges == [#"country = "CH""#])
        #expect(plan.residual == [#"size = "large""#])
    }

    @Test("each alternative has a direction, and the plan of them all has none")
    func directionsOfAlternatives() throws {
        let db = try Database.inMemory(tables: [Airport.table])
        let either = db[Airport.self].where(\.elevation).above(5_000).or(\.icao).equals("EDDB").reverse()
        #expect(try either.explain().alternatives.map(\.isReversed) == [true, true])
        #expect(try either.explain().isReversed == false)
    }

    @Test func manyValuesAreManyRanges() throws {
        let db = try Database.inMemory(tables: [Counter.table])
        try db[Counter.self].bulkPut((0..<3_000).map { Counter(name: "n\($0)", value: $0) })
        let even = Query(Counter.self).where(\.value).anyOf((0..<10_000).map { $0 * 2 })
        #expect(try db.query(even).explain().rangeCount == 10_000)
        #expect(try db.query(even).count() == 1_500)
        #expect(try db.query(even.where(\.name).startsWith("n29")).count() == 0 + 5 + 50, "n290…n299 and n2900…n2999")
        let both = even.where(\.name).anyOf((0..<3_000).map { "n\($0 * 3)" })
        #expect(try db.query(both).count() == 500)
    }

    @Test func aQueryIsAValue() throws {
        let db = try Database.inMemory(tables: [Airport.table])
        try db[Airport.self].bulkPut(swissAirports)
        let swiss = Query(Airport.self).where(\.country).equals("CH")
        let one = swiss.limit(1)
        #expect(try db.query(swiss).count() == 4)
        #expect(try db.query(one).count() == 1)
        #expect(try db.query(swiss).count() == 4)
        try db.write { tx in
            try tx.query(swiss).delete()
            #expect(try tx.query(swiss).count() == 0)
        }
    }
}
