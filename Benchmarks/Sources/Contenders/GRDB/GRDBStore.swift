package import Foundation
import GRDB
package import Measuring

/// GRDB as its users write it: a pool with the default settings, the query interface, `Codable` records.
package final class GRDBStore: SessionStore {
    package static let contender = Contender.grdb

    let pool: DatabasePool

    package init(at folder: URL, indexes: SessionIndexes, durability: StoreDurability) throws {
        pool = try DatabasePool(path: folder.appendingPathComponent("sessions.sqlite").path)
        try pool.setDurability(durability)
        try pool.write { try SessionRow.createTable($0, indexes: indexes) }
    }

    package func close() throws { try pool.close() }

    package func settle() throws { try pool.settle() }

    /// The version of SQLite.
    package static func version() throws -> String {
        try DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") ?? "unknown" }
    }
}

extension DatabasePool {
    /// Sets what the writing connection does at a commit. A pool resets it to NORMAL after `prepareDatabase`, so it is
    /// set afterwards, and read back.
    func setDurability(_ durability: StoreDurability) throws {
        let (name, level) = durability == .full ? ("FULL", 2) : ("NORMAL", 1)
        try writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = \(name)")
            guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == level else {
                throw DatabaseError(message: "SQLite did not take synchronous = \(name)")
            }
        }
    }

    /// Moves the log into the database.
    func settle() throws {
        _ = try writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }
}
