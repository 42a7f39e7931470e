import Foundation
import GRDB
import Sessions

extension Session {
    /// The columns, in the order that ``init(_:)`` reads them.
    static let columns =
        "accessToken, refreshToken, userId, userName, userEmail, roles, createdAt, updatedAt, expiresAt"

    /// A row of those columns.
    init(_ row: Row) {
        let roles: String = row[5]
        self.init(
            accessToken: row[0], refreshToken: row[1],
            user: User(id: row[2], name: row[3], email: row[4], roles: roles.split(separator: ",").map(String.init)),
            createdAt: Date(timeIntervalSinceReferenceDate: row[6]),
            updatedAt: Date(timeIntervalSinceReferenceDate: row[7]),
            expiresAt: Date(timeIntervalSinceReferenceDate: row[8]))
    }

    /// The values of those columns.
    var arguments: StatementArguments {
        [
            accessToken, refreshToken, user.id, user.name, user.email, user.roles.joined(separator: ","),
            createdAt.timeIntervalSinceReferenceDate, updatedAt.timeIntervalSinceReferenceDate,
            expiresAt.timeIntervalSinceReferenceDate,
        ]
    }
}

extension GRDB.Database {
    /// The sessions that a cached query finds.
    func sessions(where clause: String, _ arguments: StatementArguments) throws -> [Session] {
        let statement = try cachedStatement(sql: "SELECT \(Session.columns) FROM session \(clause)")
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        var sessions: [Session] = []
        while let row = try rows.next() { sessions.append(Session(row)) }
        return sessions
    }

    /// The session that a cached query finds.
    func session(where clause: String, _ arguments: StatementArguments) throws -> Session? {
        let statement = try cachedStatement(sql: "SELECT \(Session.columns) FROM session \(clause)")
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        // A row has no values any more once its cursor is gone.
        return try withExtendedLifetime(rows) { try rows.next().map(Session.init) }
    }
}
