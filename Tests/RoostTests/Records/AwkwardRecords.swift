import Foundation
import Roost

// Records that do something wrong, for the tests of errors. Their own `table` is never used.

struct Mistyped: Codable, Sendable, Record {
    var id: Int
    var value: Int?

    struct Fields: Sendable {
        let id = Field("id", \Mistyped.id)
        let value = Field("valeu", \Mistyped.value)
    }
    static var table: Table<Mistyped, Int> { Table("unused", fields: Fields(), primaryKey: \.id) }
}

struct Crossed: Codable, Sendable, Record {
    var id: Int
    var value: Int?

    struct Fields: Sendable {
        let id = Field("id", \Crossed.id)
        let crossed = Field("id", \Crossed.value)
    }
    static var table: Table<Crossed, Int> { Table("unused", fields: Fields(), primaryKey: \.id) }
}

struct TextDate: Codable, Sendable, Record {
    var id: Int
    var date: Date

    struct Fields: Sendable {
        let id = Field("id", \TextDate.id)
        let date = Field("date", \TextDate.date)
    }
    static var table: Table<TextDate, Int> { Table("unused", fields: Fields(), primaryKey: \.id) }

    init(id: Int, date: Date) {
        self.id = id
        self.date = date
    }

    private enum CodingKeys: CodingKey { case id, date }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode("today", forKey: .date)
    }
}

struct NullableKey: Codable, Sendable, Record {
    struct Identifier: RawRepresentable, Codable, KeyComponent {
        var rawValue: String?
    }
    var id: Identifier

    struct Fields: Sendable {
        let id = Field("id", \NullableKey.id)
    }
    static let table = Table("nullable", fields: Fields(), primaryKey: \Fields.id)
}

struct OldThing: Codable, Sendable, Record {
    var id: Int
    var value: String

    struct Fields: Sendable {
        let id = Field("id", \OldThing.id)
    }
    static var table: Table<OldThing, Int> { Table("unused", fields: Fields(), primaryKey: \.id) }
}

struct NewThing: Codable, Sendable, Record {
    var id: Int
    var value: Int

    struct Fields: Sendable {
        let id = Field("id", \NewThing.id)
    }
    static var table: Table<NewThing, Int> { Table("unused", fields: Fields(), primaryKey: \.id) }
}

struct Moody: Codable, Sendable, Record {
    struct Refusal: Error {}

    var id: Int
    var refuses: Bool

    struct Fields: Sendable {
        let id = Field("id", \Moody.id)
    }
    static var table: Table<Moody, Int> { Table("unused", fields: Fields(), primaryKey: \.id) }

    func encode(to encoder: any Encoder) throws {
        if refuses { throw Refusal() }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(refuses, forKey: .refuses)
    }

    private enum CodingKeys: CodingKey { case id, refuses }

    init(id: Int, refuses: Bool) {
        self.id = id
        self.refuses = refuses
    }
}

struct Ranked: Codable, Sendable, Record {
    enum Rank: UInt64, Codable, OrderedComponent { case first = 1 }

    var rank: Rank

    struct Fields: Sendable {
        let rank = Field("rank", \Ranked.rank)
    }
    static let table = Table("ranked", fields: Fields(), primaryKey: \Fields.rank)
}

struct LongKeyed: Codable, Sendable, Equatable, Record {
    var id: String
    var label: String
    var body: String

    struct Fields: Sendable {
        let id = Field("id", \LongKeyed.id)
        let label = Field("label", \LongKeyed.label)
    }
    static let table = Table("long keyed", fields: Fields(), primaryKey: \Fields.id) { Index($0.label) }
}
