import Roost
import Testing

@Suite struct GetByFieldsTests {
    private let db: Database

    init() throws {
        db = try Database.inMemory(tables: [Airport.table, Sheet.table])
        try db[Airport.self].bulkPut(swissAirports)
    }

    @Test func oneToThreeFields() throws {
        let airports = db[Airport.self]
        #expect(try airports.get(\.name, "Zürich")?.icao == "LSZH")
        #expect(try airports.get(\.country, "CH", \.city, "Bern")?.icao == "LSZB")
        #expect(try airports.get(\.size, .large, \.country, "DE", \.elevation, 157)?.icao == "EDDB")
    }

    @Test func nilWhenOneFieldHasAnotherValue() throws {
        let airports = db[Airport.self]
        #expect(try airports.get(\.name, "Basel") == nil)
        #expect(try airports.get(\.country, "DE", \.city, "Bern") == nil)
        #expect(try airports.get(\.country, "CH", \.city, "Berlin") == nil)
        #expect(try airports.get(\.size, .large, \.country, "DE", \.elevation, 158) == nil)
        #expect(try airports.get(\.size, .small, \.country, "DE", \.elevation, 157) == nil)
        #expect(try airports.get(\.country, "CH", \.country, "DE") == nil)
    }

    @Test func elementsOfArrays() throws {
        #expect(try db[Airport.self].get(\.tags, "high")?.icao == "LSZS")
        #expect(try db[Airport.self].get(\.tags, "alpine", \.tags, "hub")?.icao == "LSZH")
        #expect(try db[Airport.self].get(\.tags, "alpine", \.country, "DE") == nil)
    }

    @Test("of several, the first of the query with the same conditions")
    func firstOfSeveral() throws {
        let airports = db[Airport.self]
        #expect(try airports.get(\.country, "CH")?.icao == airports.where(\.country).equals("CH").first()?.icao)
        let large = airports.where(\.country).equals("DE").where(\.size).equals(.large)
        #expect(try large.count() == 2)
        #expect(try airports.get(\.country, "DE", \.size, .large)?.icao == large.first()?.icao)
    }

    @Test("a compound index answers with one record, whatever the order of the fields")
    func oneRecord() throws {
        for inOrder in [true, false] {
            let counts = try db.read { tx throws in
                let airports = tx[Airport.self]
                let found =
                    inOrder
                    ? try airports.get(\.country, "CH", \.city, "Zürich")
                    : try airports.get(\.city, "Zürich", \.country, "CH")
                #expect(found?.icao == "LSZH")
                return tx.counts
            }
            #expect(counts.keysRead == 1)
            #expect(counts.recordsRead == 1)
            #expect(counts.recordsDecoded == 1)
        }
    }

    @Test func aWriteTransactionSeesItsOwnWrites() throws {
        try db.write { tx in
            let airports = tx[Airport.self]
            try airports.update("LSZS", .set(\.city, to: "Samedan"))
            #expect(try airports.get(\.country, "CH", \.city, "Samedan")?.icao == "LSZS")
            try airports.delete("LSZS")
            #expect(try airports.get(\.country, "CH", \.city, "Samedan") == nil)
            #expect(try airports.get(\.elevation, 5_600, \.country, "CH", \.name, "Samedan") == nil)
        }
    }

    @Test func theAsynchronousFormsSayTheSame() async throws {
        let airports = db[Airport.self]
        #expect(try await airports.get(\.name, "Zürich")?.icao == "LSZH")
        #expect(try await airports.get(\.name, "Basel") == nil)
        #expect(try await airports.get(\.country, "CH", \.city, "Bern")?.icao == "LSZB")
        #expect(try await airports.get(\.country, "DE", \.city, "Bern") == nil)
        #expect(try await airports.get(\.size, .large, \.country, "DE", \.elevation, 157)?.icao == "EDDB")
        #expect(try await airports.get(\.size, .large, \.country, "DE", \.elevation, 158) == nil)
    }

    @Test func aValueThatIsNoKeyIsAnError() {
        expectCode(.invalidKey) { try db[Sheet.self].get(\.ratio, .nan) }
        expectCode(.invalidKey) { try db[Sheet.self].get(\.id, 1, \.ratio, .nan) }
    }

    @Test func aDatabaseMayRefuseToReadTheWholeTable() throws {
        var options = DatabaseOptions()
        options.requiresIndex = true
        let db = try Database.inMemory(tables: [Airport.table], options: options)
        #expect(try db[Airport.self].get(\.country, "CH", \.size, .large) == nil)
        expectCode(.indexRequired) { try db[Airport.self].get(\.size, .large) }
    }
}
