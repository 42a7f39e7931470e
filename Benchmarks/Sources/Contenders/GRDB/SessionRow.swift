import Foundation
import GRDB
import Sessions

/// The session as a GRDB record: a column for each member, so that all of them can be queried.
struct SessionRow: Codable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "session"

    var accessToken: String
    var refreshToken: String
    var userId: String
    var userName: String
    var userEmail: String
    var roles: [String]
    var createdAt: Date
    var updatedAt: Date
    var expiresAt: Date

    enum Columns {
        static let accessToken = Column(CodingKeys.accessToken)
        static let refreshToken = Column(CodingKeys.refreshToken)
        static let userId = Column(CodingKeys.userId)
        static let userName = Column(CodingKeys.userName)
        static let updatedAt = Column(CodingKeys.updatedAt)
        static let expiresAt = Column(CodingKeys.expiresAt)
    }

    init(_ session: Session) {
        accessToken = session.accessToken
        refreshToken = session.refreshToken
        userId = session.user.id
        userName = session.user.name
        userEmail = session.user.email
        roles = session.user.roles
        createdAt = session.createdAt
        updatedAt = session.updatedAt
        expiresAt = session.expiresAt
    }

    /// Creates the table where there is none. Times are text, as GRDB stores them by default.
    static func createTable(_ db: GRDB.Database, indexes: SessionIndexes) throws {
        guard try !db.tableExists(databaseTableName) else { return }
        try db.create(table: databaseTableName) { table in
            table.primaryKey("accessToken", .text)
            table.column("refreshToken", .text).notNull()
            table.column("userId", .text).notNull()
            table.column("userName", .text).notNull()
            table.column("userEmail", .text).notNull()
            table.column("roles", .jsonText).notNull()
            table.column("createdAt", .datetime).notNull()
            table.column("updatedAt", .datetime).notNull()
            table.column("expiresAt", .datetime).notNull()
        }
        switch indexes {
        case .usual:
            for column in ["userId", "expiresAt", "updatedAt"] {
                try db.create(indexOn: databaseTableName, columns: [column])
            }
        case .unique:
            try db.create(indexOn: databaseTableName, columns: ["refreshToken"], options: .unique)
        }
    }
}

extension Answer {
    @inline(__always)
    mutating func add(_ row: SessionRow) {
        add(token: row.accessToken)
        add(
            updated: row.updatedAt, expires: row.expiresAt,
            other: row.userId.utf8.count &+ row.userName.utf8.count &+ row.userEmail.utf8.count
                &+ row.refreshToken.utf8.count &+ row.roles.count)
    }
}
