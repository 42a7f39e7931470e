import Foundation
import Roost

/// The record of the snippets in MustNotCompile.
struct Airport: Codable, Sendable {
    struct Position: Codable, Sendable { var latitude: Double, longitude: Double }
    /// A key without an order.
    enum Size: String, Codable, KeyComponent { case small, large }

    var icao: String, name: String, city: String?, elevation: Int, length: Double?
    var opened: Date?, isOpen: Bool, size: Size, position: Position, tags: [String]
    /// Stored, but no query may name it.
    var note: String
}

extension Airport: Record {
    struct Fields: Sendable {
        let icao = Field("icao", \Airport.icao)
        let name = Field("name", \Airport.name)
        let city = Field("city", \Airport.city)
        let elevation = Field("elevation", \Airport.elevation)
        let length = Field("length", \Airport.length)
        let opened = Field("opened", \Airport.opened)
        let isOpen = Field("isOpen", \Airport.isOpen)
        let size = Field("size", \Airport.size)
        let tags = EachField("tags", \Airport.tags)
    }
    static let table = Table("airports", fields: Fields(), primaryKey: \Fields.icao) {
        Index($0.city, $0.elevation)
        Index.each($0.tags)
    }
}

/// Another record.
struct Runway: Codable, Sendable, Record {
    var id: UUID, surface: String

    struct Fields: Sendable {
        let id = Field("id", \Runway.id)
        let surface = Field("surface", \Runway.surface)
    }
    static let table = Table("runways", fields: Fields(), primaryKey: \Fields.id)
}
