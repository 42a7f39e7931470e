// error: type 'Ship' does not conform to protocol 'Record'
import Roost

#if WRONG
private struct Ship: Codable, Sendable, Record {
    var id: Int

    struct Fields: Sendable {
        let id = Field("id", \Ship.id)
    }
}
#else
private struct Ship: Codable, Sendable, Record {
    var id: Int

    struct Fields: Sendable {
        let id = Field("id", \Ship.id)
    }
    static let table = Table("ships", fields: Fields(), primaryKey: \Fields.id)
}
#endif
