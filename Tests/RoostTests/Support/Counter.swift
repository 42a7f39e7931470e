import Roost

/// The smallest record: a named number.
struct Counter: Codable, Sendable, Equatable {
    var name: String
    var value: Int
}

extension Counter: Record {
    struct Fields: Sendable {
        let name = Field("name", \Counter.name)
        let value = Field("value", \Counter.value)
    }

    static let table = Table("counters", fields: Fields(), primaryKey: \Fields.name) {
        Index($0.value)
    }
}
