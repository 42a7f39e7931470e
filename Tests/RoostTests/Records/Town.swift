@testable import Roost

/// A record with a property of each sort that a field path may be wrong about.
struct Town: Codable, Sendable, Record, Equatable {
    enum Level: String, Codable, OrderedComponent { case low, high }
    enum Kind: String, Codable, Hashable, Sendable { case bridge, tower }
    struct Mayor: Codable, Sendable, Equatable { var name: String, age: Int? }

    var id: Int
    var name: String
    var nick: String?
    var people: Int
    var tags: [String] = []
    var marks: Set<Int> = []
    var level = Level.low
    var mayor: Mayor?
    var former: [Mayor] = []
    /// Encoded as an array of keys and values.
    var buildings: [Kind: Int] = [:]
    var renamed = ""

    var shout: String { name.uppercased() }

    enum CodingKeys: String, CodingKey {
        case id, name, nick, people, tags, marks, level, mayor, former, buildings
        case renamed = "other"
    }

    struct Fields: Sendable {
        let id = Field("id", \Town.id)
        var name = Field("name", \Town.name)
        var nick = Field("nick", \Town.nick)
        var people = Field("people", \Town.people)
        var tags = EachField("tags", \Town.tags)
        var mayor = Field("mayor.name", \Town.mayor?.name)
        /// Further fields, alone or in a structure.
        var more: any Sendable = 0
    }

    static let table: Table<Town, Int> = declared(Fields())

    static func declared(_ fields: Fields) -> Table<Town, Int> {
        Table("towns", fields: fields, primaryKey: \Fields.id)
    }

    static let bern = Town(
        id: 1, name: "Bern", nick: "Bärn", people: 134_000, tags: ["capital", "old"], marks: [3, 1, 2], level: .high,
        mayor: Mayor(name: "A", age: 50), former: [Mayor(name: "B", age: 60)], buildings: [.bridge: 18, .tower: 3],
        renamed: "x")
    static let thun = Town(id: 2, name: "Thun", people: 43_000)
}
