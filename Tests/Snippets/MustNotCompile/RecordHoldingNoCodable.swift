// error: type 'Ship' does not conform to protocol 'Encodable'
import Roost

#if WRONG
private struct Ship: Codable, Sendable, Record {
    var id: Int, crew: (captain: String, mate: String)

    struct Fields: Sendable {
        let id = Field("id", \Ship.id)
    }
    static let table = Table("ships", fields: Fields(), primaryKey: \Fields.id)
}
#else
private struct Ship: Codable, Sendable, Record {
    var id: Int, crew: [String]

    struct Fields: Sendable {
        let id = Field("id", \Ship.id)
    }
    static let table = Table("ships", fields: Fields(), primaryKey: \Fields.id)
}
#endif
