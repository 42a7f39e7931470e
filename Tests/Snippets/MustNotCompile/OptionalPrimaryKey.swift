// error: a primary key cannot be optional; integers that the table assigns are declared with autoIncrement:
import Roost

private struct Ship: Codable, Sendable, Record {
    var id: Int?, number: Int

    struct Fields: Sendable {
        let id = Field("id", \Ship.id)
        let number = Field("number", \Ship.number)
    }
    #if WRONG
    static let table = Table("ships", fields: Fields(), primaryKey: \Fields.id)
    #else
    static let table = Table("ships", fields: Fields(), autoIncrement: \Fields.id)
    #endif
}
