import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

/// The store that the description of the format shows, byte by byte.
@Suite struct DocumentedStoreTests {
    struct Airport: Codable, Sendable {
        var city: String?
        var country: String
        var elevation: Int
        var icao: String
        var name: String
        var tags: [String]
    }

    /// Keys and values as the description has them, without the header and the row of the catalog.
    private static let rows = [
        ("00 02", "01 02"),
        ("00 04 00 00 01", "00 00 00 00 00 00 00 02"),
        (
            "00 04 01 00 01",
            """
            02 00 00 00 00 00 00 00 B9 00 00 00 00 00 00 00 D3 00 00 00 00 00 00 00 \
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 \
            02 00 00 00 00 00 00 00 36 00 00 00 00 00 00 00 02 00 00 00 00 00 00 00 26 00 00 00 00 00 00 00 \
            02 00 00 00 00 00 00 00 1D 00 00 00 00 00 00 00 02 00 00 00 00 00 00 00 21 00 00 00 00 00 00 00
            """
        ),
        ("01 10 44 43 48 00 01 E9 EA 1F 44 4C 53 5A 53 00 01", "44 53 61 6D 65 64 61 6E 00 01"),
        ("01 10 44 43 48 00 01 E9 FA 77 44 4C 53 5A 48 00 01", "44 5A C3 BC 72 69 63 68 00 01"),
        ("01 11 46 73 61 6D 65 64 61 6E 00 01", "44 4C 53 5A 53 00 01"),
        ("01 11 46 7A C3 BC 72 69 63 68 00 01", "44 4C 53 5A 48 00 01"),
        ("01 12 02 44 4C 53 5A 53 00 01", ""),
        ("01 12 44 5A C3 BC 72 69 63 68 00 01", "44 4C 53 5A 48 00 01"),
        ("01 13 44 61 6C 70 69 6E 65 00 01 44 4C 53 5A 48 00 01", ""),
        ("01 13 44 68 75 62 00 01 44 4C 53 5A 48 00 01", ""),
    ]

    private static let records = [
        (
            "01 01 44 4C 53 5A 48 00 01", "10 00 01 01",
            #"{"city":"Zürich","country":"CH","elevation":1416,"icao":"LSZH","name":"Zürich","#
                + #""tags":["hub","alpine","hub"]}"#
        ),
        (
            "01 01 44 4C 53 5A 53 00 01", "10 00 01 02",
            #"{"country":"CH","elevation":5600,"icao":"LSZS","name":"Samedan","tags":[]}"#
        ),
    ]

    @Test func theStoreHasTheBytesThatAreDescribed() throws {
        let store = try LevelDBStore.inMemory()
        let db = try Database.open(store, path: nil, tables: [Airport.table])
        try db[Airport.self].add(
            Airport(
                city: "Zürich", country: "CH", elevation: 1416, icao: "LSZH", name: "Zürich",
                tags: ["hub", "alpine", "hub"]))
        try db[Airport.self].add(
            Airport(city: nil, country: "CH", elevation: 5600, icao: "LSZS", name: "Samedan", tags: []))
        var expected = Self.rows.map { Entry(hex($0.0), hex($0.1)) }
        expected += Self.records.map { Entry(hex($0.0), hex($0.1) + Array($0.2.utf8)) }
        expected.sort { $0.key.lexicographicallyPrecedes($1.key) }
        let others = [SystemKeys.header, SystemKeys.tableRow("airports")]
        let stored = try store.entries()
        #expect(stored.filter { !others.contains($0.key) } == expected)
        #expect(stored.count == expected.count + 2)
    }
}

extension DocumentedStoreTests.Airport: Record {
    struct Fields: Sendable {
        let city = Field("city", \DocumentedStoreTests.Airport.city)
        let country = Field("country", \DocumentedStoreTests.Airport.country)
        let elevation = Field("elevation", \DocumentedStoreTests.Airport.elevation)
        let icao = Field("icao", \DocumentedStoreTests.Airport.icao)
        let name = Field("name", \DocumentedStoreTests.Airport.name)
        let tags = EachField("tags", \DocumentedStoreTests.Airport.tags)
    }

    static let table = Table("airports", fields: Fields(), primaryKey: \Fields.icao) {
        Index($0.country, $0.elevation.descending).covering($0.name)
        Index.unique($0.name.ignoringCase)
        Index.unique($0.city)
        Index.each($0.tags)
    }
}
