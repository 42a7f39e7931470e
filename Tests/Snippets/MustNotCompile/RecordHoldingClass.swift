// error: stored property 'crew' of 'Sendable'-conforming struct 'Ship' has non-Sendable type 'Crew'
import Roost

#if WRONG
private final class Crew: Codable {
    var size = 0
}
private struct Ship: Codable, Sendable, Record {
    var id: Int, crew: Crew

    struct Fields: Sendable {
        let id = Field("id", \Ship.id)
    }
    static let table = Table("ships", fields: Fields(), primaryKey: \Fields.id)
}
#else
private struct Crew: Codable {
    var size = 0
}
private struct Ship: Codable, Sendable, Record {
    var id: Int, crew: Crew

    struct Fields: Sendable {
        let id = Field("id", \Ship.id)
    }
    static let table = Table("ships", fields: Fields(), primaryKey: \Fields.id)
}
#endif
