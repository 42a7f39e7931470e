import Foundation
import Roost

enum AirportSize: String, Codable, OrderedComponent, CaseIterable { case large, medium, small }

struct Airport: Codable, Sendable, Equatable {
    var icao: String
    var name: String
    var city: String?
    var country: String
    var elevation: Int
    var tags: [String] = []
    var size: AirportSize = .small
}

extension Airport: Record {
    struct Fields: Sendable {
        let icao = Field("icao", \Airport.icao)
        let name = Field("name", \Airport.name)
        let city = Field("city", \Airport.city)
        let country = Field("country", \Airport.country)
        let elevation = Field("elevation", \Airport.elevation)
        let size = Field("size", \Airport.size)
        let tags = EachField("tags", \Airport.tags)
    }

    static let table = Table("airports", fields: Fields(), primaryKey: \Fields.icao) {
        Index($0.country, $0.city)
        Index($0.country, $0.elevation.descending).covering($0.name)
        Index.unique($0.name.ignoringCase)
        Index.each($0.tags)
        Index($0.elevation)
    }
}

let swissAirports = [
    Airport(
        icao: "LSZH", name: "Zürich", city: "Zürich", country: "CH", elevation: 1416, tags: ["hub", "alpine"],
        size: .large),
    Airport(icao: "LSGG", name: "Genève", city: "Genève", country: "CH", elevation: 1411, tags: ["hub"], size: .large),
    Airport(icao: "LSZB", name: "Bern", city: "Bern", country: "CH", elevation: 1674, tags: ["alpine"], size: .medium),
    Airport(icao: "LSZS", name: "Samedan", city: nil, country: "CH", elevation: 5600, tags: ["alpine", "high"]),
    Airport(
        icao: "EDDM", name: "München", city: "München", country: "DE", elevation: 1487, tags: ["hub"], size: .large),
    Airport(icao: "EDDB", name: "Berlin", city: "Berlin", country: "DE", elevation: 157, tags: [], size: .large),
]
