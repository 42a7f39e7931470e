import Roost
import Testing

@Suite struct SmokeTests {
    @Test func firstProgram() throws {
        let db = try Database.inMemory(tables: [Airport.table])
        try db[Airport.self].bulkPut(swissAirports)
        #expect(try db[Airport.self].count() == 6)
        #expect(try db[Airport.self].get("LSZH")?.elevation == 1416)
        let high = try db[Airport.self].where(\.country).equals("CH").where(\.elevation).above(1412)
            .orderBy(\.elevation).reverse().limit(10).toArray()
        #expect(high.map(\.icao) == ["LSZS", "LSZB", "LSZH"])
        print(
            try db[Airport.self].where(\.country).equals("CH").where(\.elevation).above(1412)
                .orderBy(\.elevation).reverse().limit(10).analyze())
        let swiss = Query(Airport.self).where(\.country).equals("CH")
        try db.write { tx in
            try tx[Airport.self].delete("EDDB")
            try tx.savepoint { tx in _ = try tx.query(swiss).modify { $0.elevation += 1 } }
            _ = try tx[Airport.self].update("LSZH", .set(\.city, to: "Zurich"), .increment(\.elevation, by: 10))
        }
        #expect(try db[Airport.self].get("LSZH")?.elevation == 1427)
        #expect(try db[Airport.self].where(\.city).isNil().primaryKeys() == ["LSZS"])
        #expect(
            try db[Airport.self].where(\.tags).anyOf("alpine", "hub").primaryKeys() == [
                "LSZB", "LSZH", "LSZS", "EDDM", "LSGG",
            ])
        #expect(throws: RoostError.self) { try db[Airport.self].add(swissAirports[0]) }
        print(try db[Airport.self].where(\.country, \.city).equals("CH", "Bern").explain())
        try db.close()
    }

    @Test func asynchronousVerbs() async throws {
        let db = try Database.inMemory(tables: [Airport.table])
        try await db[Airport.self].bulkPut(swissAirports)
        #expect(try await db[Airport.self].where(\.country).equals("CH").count() == 4)
        let n = try await db.write { tx in
            try tx[Airport.self].delete("LSZH")
            return try tx[Airport.self].count()
        }
        #expect(n == 5)
        try await db[Airport.self].clear()
        #expect(try await db[Airport.self].count() == 0)
        try await db.close()
    }
}
