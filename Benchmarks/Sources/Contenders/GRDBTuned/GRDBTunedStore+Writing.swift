package import Foundation
import GRDB
package import Sessions

extension GRDBTunedStore {
    private static let insertion =
        "INSERT INTO session (\(Session.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    private static let update = "UPDATE session SET updatedAt = ? WHERE accessToken = ?"

    package func insert(_ items: ArraySlice<SessionItem>) throws {
        try pool.write { db in
            let statement = try db.cachedStatement(sql: Self.insertion)
            for item in items { try statement.execute(arguments: item.session.arguments) }
        }
    }

    package func insert(_ item: SessionItem) throws {
        try pool.write { try Self.insert(item.session, $0) }
    }

    package func touch(_ item: SessionItem, at time: Date) throws {
        try pool.write { try Self.touch(item.session.accessToken, at: time, $0) }
    }

    package func touch(_ items: ArraySlice<SessionItem>, at time: Date) throws {
        try pool.write { db in
            for (index, item) in items.enumerated() {
                try Self.touch(item.session.accessToken, at: time.addingTimeInterval(Double(index)), db)
            }
        }
    }

    package func deleteExpiring(before time: Date) throws -> Int {
        try pool.write { db in
            try db.cachedStatement(sql: "DELETE FROM session WHERE expiresAt < ?")
                .execute(arguments: [time.timeIntervalSinceReferenceDate])
            return db.changesCount
        }
    }

    static func insert(_ session: Session, _ db: GRDB.Database) throws {
        try db.cachedStatement(sql: insertion).execute(arguments: session.arguments)
    }

    static func touch(_ token: String, at time: Date, _ db: GRDB.Database) throws {
        try db.cachedStatement(sql: update).execute(arguments: [time.timeIntervalSinceReferenceDate, token])
    }
}
