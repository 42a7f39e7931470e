import Foundation
import GRDB

/// A row of the table of sessions, decoded.
struct StoredSession {
    static let columns = """
        number, id, userID, userName, roles, label, accessDigest, refreshDigest, createdAt, updatedAt, expiresAt, \
        absoluteExpiresAt
        """

    let number: Int64
    let id: UUID
    var account: Account
    var label: String?
    var accessDigest: Data
    var refreshDigest: Data
    let createdAt: Date
    var updatedAt: Date
    var expiresAt: Date
    let absoluteExpiresAt: Date

    init(_ row: Row) {
        number = row[0]
        id = row[1]
        let roles: String = row[4]
        account = Account(id: row[2], name: row[3], roles: roles.split(separator: ",").map(String.init))
        label = row[5]
        accessDigest = row[6]
        refreshDigest = row[7]
        createdAt = Date(timeIntervalSinceReferenceDate: row[8])
        updatedAt = Date(timeIntervalSinceReferenceDate: row[9])
        expiresAt = Date(timeIntervalSinceReferenceDate: row[10])
        absoluteExpiresAt = Date(timeIntervalSinceReferenceDate: row[11])
    }

    /// Moves the expiry with activity, never past the absolute deadline.
    mutating func noteActivity(at now: Date, _ rules: SessionRules) {
        updatedAt = max(updatedAt, now)
        expiresAt = max(expiresAt, min(now.addingTimeInterval(rules.idleLifetime), absoluteExpiresAt))
    }
}

extension Database {
    /// The live session that a cached query finds.
    func liveSession(by column: String, _ digest: Data, at now: Date) throws -> StoredSession? {
        let sql = column == "accessDigest" ? Self.byAccess : Self.byRefresh
        let rows = try Row.fetchCursor(cachedStatement(sql: sql), arguments: [digest])
        // A row has no values any more once its cursor is gone.
        let found = try withExtendedLifetime(rows) { try rows.next().map(StoredSession.init) }
        return found.flatMap { now < $0.expiresAt ? $0 : nil }
    }

    private static let byAccess = "SELECT \(StoredSession.columns) FROM sessions WHERE accessDigest = ?"
    private static let byRefresh = "SELECT \(StoredSession.columns) FROM sessions WHERE refreshDigest = ?"
}
