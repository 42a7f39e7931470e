import Foundation
import Roost

struct Airport: Record {
    var icao: String
    var name: String
    var country: String
    var elevation: Int

    struct Fields: Sendable {
        let icao = Field("icao", \Airport.icao)
        let name = Field("name", \Airport.name)
        let country = Field("country", \Airport.country)
        let elevation = Field("elevation", \Airport.elevation)
    }
    static let table = Table("airports", fields: Fields(), primaryKey: \Fields.icao) {
        Index($0.country, $0.elevation)
        Index.unique($0.name.ignoringCase)
    }
}

do {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("quickstart-\(UUID().uuidString)").path
    let db = try Database.open(at: folder, tables: [Airport.table])

    try db[Airport.self].bulkPut([
        Airport(icao: "LSZH", name: "Zürich", country: "CH", elevation: 1416),
        Airport(icao: "LSGG", name: "Genève", country: "CH", elevation: 1411),
        Airport(icao: "LSZS", name: "Samedan", country: "CH", elevation: 5600),
        Airport(icao: "EDDM", name: "München", country: "DE", elevation: 1487),
    ])

    let high = try db[Airport.self]
        .where(\.country).equals("CH").where(\.elevation).above(1_412)
        .orderBy(\.elevation).reverse()
        .toArray()
    print(high.map(\.name))  // ["Samedan", "Zürich"]

    try db.write { tx in
        try tx[Airport.self].update("LSZH", .set(\.name, to: "Zurich"), .increment(\.elevation, by: 10))
        try tx[Airport.self].delete("EDDM")
    }
    print(try db[Airport.self].get("LSZH")?.elevation ?? 0)  // 1426
    try db.close()
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(1)
}
