import Roost

/// One airport of the world.
struct Airport: Codable, Sendable, Equatable {
    var icao: String
    var iata: String?
    var name: String
    var city: String?
    var subdivision: String?
    var country: String
    /// In feet.
    var elevation: Double
    var latitude: Double
    var longitude: Double
    var timeZone: String
    var localCode: String?
    /// The distinct words of the name, in lower case.
    var words: [String]
}

extension Airport: Record {
    struct Fields: Sendable {
        let icao = Field("icao", \Airport.icao)
        let iata = Field("iata", \Airport.iata)
        let name = Field("name", \Airport.name)
        let city = Field("city", \Airport.city)
        let subdivision = Field("subdivision", \Airport.subdivision)
        let country = Field("country", \Airport.country)
        let elevation = Field("elevation", \Airport.elevation)
        let latitude = Field("latitude", \Airport.latitude)
        let longitude = Field("longitude", \Airport.longitude)
        let timeZone = Field("timeZone", \Airport.timeZone)
        let words = EachField("words", \Airport.words)
    }

    static let table = Table("airports", fields: Fields(), primaryKey: \Fields.icao) {
        Index.unique($0.iata)
        Index($0.name)
        Index($0.country, $0.subdivision, $0.city)
        Index($0.country, $0.elevation.descending)
        Index($0.elevation)
        Index($0.latitude)
        Index.each($0.words)
    }
}
