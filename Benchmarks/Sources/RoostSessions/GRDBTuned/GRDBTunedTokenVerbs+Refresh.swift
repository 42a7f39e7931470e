import Foundation
import GRDB
import RoostRepositories

extension GRDBTunedTokenVerbs {
    /// Rotates both tokens; a token that was spent ends its session. Calls that overlap get no common answer, which
    /// `Sessions` gives them.
    func refresh(_ refreshToken: String) throws -> GrantedTokens? {
        let tokens = (access: Token(), refresh: Token())
        let digests = (access: Self.digest(tokens.access.text), refresh: Self.digest(tokens.refresh.text))
        let spent = Self.digest(refreshToken)
        return try writer.write(rules) { db in
            let now = clock.now
            guard var session = try db.liveSession(by: "refreshDigest", spent, at: now) else {
                let owner = try Int64.fetchOne(
                    db.cachedStatement(sql: "SELECT session FROM spent WHERE digest = ?"), arguments: [spent])
                if let owner { try db.end(owner) }
                return GrantedTokens?.none
            }
            session.noteActivity(at: now, rules)
            try db.cachedStatement(
                sql:
                    "UPDATE sessions SET accessDigest = ?, refreshDigest = ?, updatedAt = ?, expiresAt = ? WHERE number = ?"
            ).execute(arguments: [
                digests.access, digests.refresh, session.updatedAt.timeIntervalSinceReferenceDate,
                session.expiresAt.timeIntervalSinceReferenceDate, session.number,
            ])
            try db.cachedStatement(sql: "INSERT INTO spent (digest, session, expiresAt) VALUES (?, ?, ?)")
                .execute(arguments: [spent, session.number, session.absoluteExpiresAt.timeIntervalSinceReferenceDate])
            return GrantedTokens(access: tokens.access.text, refresh: tokens.refresh.text)
        }
    }
}
