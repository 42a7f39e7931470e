import Foundation
import RoostEngine
import RoostEngineTesting

@testable import Roost

/// Databases and records that fail in one way each.
enum ErrorTextStore {
    /// A database whose next commit fails.
    static func failing(with error: EngineError) throws -> Database {
        let store = FaultyStore(try LevelDBStore.inMemory())
        let db = try Database.open(store, path: nil, tables: [Counter.table])
        store.fail(.commit, number: store.attemptCount(of: .commit) + 1, with: error)
        return db
    }

    /// A database in which one row was replaced behind its back.
    static func damaged(_ damage: (Database, WriteBatch) throws -> Void) throws -> (Database, LevelDBStore) {
        let store = try LevelDBStore.inMemory()
        let db = try Database.open(UnclosableStore(store), path: nil, tables: [Counter.table])
        try db[Counter.self].put(Counter(name: ErrorTextTests.secret, value: 1))
        let batch = WriteBatch()
        try damage(db, batch)
        try store.commit(batch, durability: .buffered, readSet: nil)
        return (db, store)
    }

    static func airports(_ change: (inout DatabaseOptions) -> Void = { _ in }) throws -> Database {
        var options = DatabaseOptions()
        change(&options)
        let db = try Database.inMemory(tables: [Airport.table, Note.table], options: options)
        try db[Airport.self].bulkPut(swissAirports)
        try db[Airport.self].put(
            Airport(icao: ErrorTextTests.secret, name: ErrorTextTests.secret, city: nil, country: "X", elevation: 1))
        return db
    }

    /// Stored under other names than its fields say.
    struct Mistyped: Codable, Sendable, Record {
        var name: String
        var value: String

        struct Fields: Sendable {
            let name = Field("name", \Mistyped.name)
            let value = Field("valeu", \Mistyped.value)
        }
        static let table = Table("mistyped", fields: Fields(), primaryKey: \Fields.name) { Index($0.value) }
    }

    /// Encoded as another kind than declared.
    struct Misencoded: Codable, Sendable, Record {
        var name: String
        var value: Int

        struct Fields: Sendable {
            let name = Field("name", \Misencoded.name)
            let value = Field("value", \Misencoded.value)
        }
        static let table = Table("misencoded", fields: Fields(), primaryKey: \Fields.name) { Index($0.value) }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(name, forKey: .name)
            try container.encode("\(name) \(value)", forKey: .value)
        }
    }

    /// The same stored table with a property that the records of ``Mistyped`` do not have.
    struct Grown: Codable, Sendable, Record {
        var name: String
        var size: Int

        struct Fields: Sendable {
            let name = Field("name", \Grown.name)
        }
        static let table = Table("grown", fields: Fields(), primaryKey: \Fields.name)
    }

    struct Ungrown: Codable, Sendable, Record {
        var name: String

        struct Fields: Sendable {
            let name = Field("name", \Ungrown.name)
        }
        static let table = Table("grown", fields: Fields(), primaryKey: \Fields.name)
    }

    enum Colour: String, Codable, OrderedComponent { case red }

    struct Painted<C: Codable & Sendable>: Codable, Sendable, Record {
        var name: String, colour: C

        struct Fields: Sendable {
            let name = Field("name", \Painted.name)
        }
        static var table: Table<Painted, String> { Table("painted", fields: Fields(), primaryKey: \Fields.name) }
    }

    struct Refusing: Codable, Sendable, Record {
        struct Refusal: Error {}
        var name: String

        struct Fields: Sendable {
            let name = Field("name", \Refusing.name)
        }
        static let table = Table("refusing", fields: Fields(), primaryKey: \Fields.name)

        func encode(to encoder: any Encoder) throws { throw Refusal() }
    }
}
