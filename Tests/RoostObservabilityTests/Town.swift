#if Observability
import Foundation
import Roost

/// A record whose values must appear nowhere.
struct Town: Codable, Sendable {
    var id: Int
    var name: String
    var until: Date?
}

extension Town: Record {
    struct Fields: Sendable {
        let id = Field("id", \Town.id)
        let name = Field("name", \Town.name)
        let until = Field("until", \Town.until)
    }

    static let table = Table("towns", fields: Fields(), primaryKey: \Fields.id) { Index($0.name) }
        .expiring(at: \Fields.until)

    static let secret = "Secretville"

    static func database(_ observers: any DatabaseObserver...) throws -> Database {
        var options = DatabaseOptions()
        options.durability = .none
        options.observers = observers
        return try Database.inMemory(tables: [table], options: options)
    }

    /// Two writes, one of them in vain, and three reads, two of them queries.
    static func use(_ db: Database) throws {
        try db[Town.self].bulkPut([Town(id: 1, name: secret), Town(id: 2, name: secret)])
        _ = try db[Town.self].get(1)
        _ = try db[Town.self].where(\.name).equals(secret).toArray()
        _ = try db[Town.self].all.toArray()
        do {
            try db[Town.self].add(Town(id: 1, name: secret))
        } catch RoostError.Code.primaryKeyExists {
            // Meant to fail.
        }
    }

    /// An error that shows what it holds.
    struct Leak: Error, CustomStringConvertible {
        var description: String { secret }
    }

    static func fail(_ db: Database) throws {
        do {
            try db.read { tx in try tx[Town.self].where(\.name).equals(secret).each { _ in throw Leak() } }
        } catch is Leak {
            // Meant to fail.
        }
    }
}
#endif
