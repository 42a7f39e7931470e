package import Foundation
import GRDB
package import Sessions

extension GRDBTunedStore {
    private static let inRange = "expiresAt >= ? AND expiresAt < ?"

    package func get(_ item: SessionItem) throws -> Answer {
        answer(try pool.read { try Self.session(item.session.accessToken, $0) })
    }

    package func get(inOneScope items: [SessionItem]) throws -> Answer {
        try pool.read { db in
            var answer = Answer()
            for item in items {
                if let session = try Self.session(item.session.accessToken, db) { answer.add(session) }
            }
            return answer
        }
    }

    package func getByRefreshToken(_ item: SessionItem) throws -> Answer {
        answer(try pool.read { try $0.session(where: "WHERE refreshToken = ?", [item.session.refreshToken]) })
    }

    package func sessions(ofUser id: String) throws -> Answer {
        answer(try pool.read { try $0.sessions(where: "WHERE userId = ?", [id]) }, isOrdered: false)
    }

    package func scan() throws -> Answer {
        try pool.read { db in
            var answer = Answer(isOrdered: false)
            let rows = try Row.fetchCursor(
                db.cachedStatement(sql: "SELECT \(Session.columns) FROM session"))
            while let row = try rows.next() { answer.add(Session(row)) }
            return answer
        }
    }

    package func expiries(in range: Range<Date>) throws -> Answer {
        let times = try pool.read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT expiresAt FROM session WHERE \(Self.inRange) ORDER BY expiresAt")
            return try Double.fetchAll(statement, arguments: Self.arguments(range))
        }
        var answer = Answer()
        for time in times { answer.add(time: Date(timeIntervalSinceReferenceDate: time)) }
        return answer
    }

    package func count(expiring range: Range<Date>) throws -> Answer {
        let count = try pool.read { db in
            let statement = try db.cachedStatement(sql: "SELECT COUNT(*) FROM session WHERE \(Self.inRange)")
            return try Int.fetchOne(statement, arguments: Self.arguments(range))
        }
        return Answer(count: count ?? 0)
    }

    package func byUpdate(reverse: Bool, offset: Int, limit: Int) throws -> Answer {
        let order = "ORDER BY updatedAt \(reverse ? "DESC" : "ASC") LIMIT ? OFFSET ?"
        return answer(try pool.read { try $0.sessions(where: order, [limit, offset]) })
    }

    package func expiring(in range: Range<Date>, named name: String) throws -> Answer {
        let sessions = try pool.read { db in
            try db.sessions(where: "WHERE \(Self.inRange) AND userName = ?", Self.arguments(range) + [name])
        }
        return answer(sessions, isOrdered: false)
    }

    package func emptyScope() throws {
        try pool.read { _ in }
    }

    static func session(_ token: String, _ db: GRDB.Database) throws -> Session? {
        try db.session(where: "WHERE accessToken = ?", [token])
    }

    private static func arguments(_ range: Range<Date>) -> StatementArguments {
        [range.lowerBound.timeIntervalSinceReferenceDate, range.upperBound.timeIntervalSinceReferenceDate]
    }

    private func answer(_ session: Session?) -> Answer {
        var answer = Answer()
        if let session { answer.add(session) }
        return answer
    }

    private func answer(_ sessions: [Session], isOrdered: Bool = true) -> Answer {
        var answer = Answer(isOrdered: isOrdered)
        for session in sessions { answer.add(session) }
        return answer
    }
}
