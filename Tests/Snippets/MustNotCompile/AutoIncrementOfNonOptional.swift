// error: cannot convert value of type 'KeyPath<Ship.Fields, Field<Ship, Int>>' to expected argument type 'KeyPath<Ship.Fields, Field<Ship, Optional<Key>>>'
import Roost

private struct Ship: Codable, Sendable, Record {
    var id: Int?, number: Int

    struct Fields: Sendable {
        let id = Field("id", \Ship.id)
        let number = Field("number", \Ship.number)
    }
    static let table = Table("all", fields: Fields(), autoIncrement: \Fields.id)
}

#if WRONG
private let table = Table("ships", fields: Ship.Fields(), autoIncrement: \Ship.Fields.number)
#else
private let table = Table("ships", fields: Ship.Fields(), autoIncrement: \Ship.Fields.id)
#endif
