import Foundation
import GRDB

/// A session as users of GRDB store it: a `Codable` record, its user in a column of JSON.
struct SessionRow: Codable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "session"

    enum Columns {
        static let id = Column(CodingKeys.id)
        static let accessDigest = Column(CodingKeys.accessDigest)
        static let refreshDigest = Column(CodingKeys.refreshDigest)
    }

    let id: UUID
    let userID: Int
    var user: Account
    var label: String?
    var accessDigest: Data
    var refreshDigest: Data
    let createdAt: Date
    var updatedAt: Date
    var expiresAt: Date
    let absoluteExpiresAt: Date

    /// Moves the expiry with activity, never past the absolute deadline.
    mutating func noteActivity(at now: Date, _ rules: SessionRules) {
        updatedAt = max(updatedAt, now)
        expiresAt = max(expiresAt, min(now.addingTimeInterval(rules.idleLifetime), absoluteExpiresAt))
    }
}

/// A refresh token that was exchanged.
struct SpentRow: Codable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "spent"

    enum Columns {
        static let sessionID = Column(CodingKeys.sessionID)
    }

    let digest: Data
    let sessionID: UUID
    let expiresAt: Date
}

extension SessionRow {
    /// The tables and indexes that `Sessions` has.
    static func createTables(_ db: Database) throws {
        try db.create(table: databaseTableName) { table in
            table.primaryKey("id", .blob)
            table.column("userID", .integer).notNull()
            table.column("user", .jsonText).notNull()
            table.column("label", .text)
            table.column("accessDigest", .blob).notNull().unique()
            table.column("refreshDigest", .blob).notNull().unique()
            table.column("createdAt", .datetime).notNull()
            table.column("updatedAt", .datetime).notNull().indexed()
            table.column("expiresAt", .datetime).notNull().indexed()
            table.column("absoluteExpiresAt", .datetime).notNull()
        }
        try db.create(index: "session_user", on: databaseTableName, columns: ["userID", "updatedAt"])
        try db.create(table: SpentRow.databaseTableName) { table in
            table.primaryKey("digest", .blob)
            table.column("sessionID", .blob).notNull().indexed()
            table.column("expiresAt", .datetime).notNull().indexed()
        }
    }
}
