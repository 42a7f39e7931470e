import Contenders
import Crypto
import Foundation
import GRDB
import RoostRepositories

/// The verbs of `Sessions`, each one transaction of the pool. Touches are as durable as the rest: a pool has one level.
struct GRDBTokenVerbs: TokenVerbs {
    let pool: DatabasePool
    let clock: MovingClock
    let rules: SessionRules

    private static func digest(_ token: String) -> Data { Data(SHA256.hash(data: Data(token.utf8))) }

    func lookUp(_ accessToken: String) throws -> Int? { try find(accessToken)?.userID }

    private func find(_ accessToken: String) throws -> SessionRow? {
        let digest = Self.digest(accessToken)
        return try pool.read { try find(digest, $0) }
    }

    private func find(_ digest: Data, _ db: Database) throws -> SessionRow? {
        let found = try SessionRow.filter(SessionRow.Columns.accessDigest == digest).fetchOne(db)
        return found.flatMap { clock.now < $0.expiresAt ? $0 : nil }
    }

    func touch(_ accessToken: String) throws -> Int? {
        guard let found = try find(accessToken) else { return nil }
        guard isTouchDue(found) else { return found.userID }
        let digest = Self.digest(accessToken)
        return try pool.write { db in
            guard var session = try find(digest, db) else { return nil }
            guard isTouchDue(session) else { return session.userID }
            session.noteActivity(at: clock.now, rules)
            try session.update(db)
            return session.userID
        }
    }

    private func isTouchDue(_ session: SessionRow) -> Bool {
        clock.now.timeIntervalSince(session.updatedAt) >= rules.touchInterval
    }

    func refresh(_ refreshToken: String) throws -> GrantedTokens? {
        let tokens = (access: Token(), refresh: Token())
        let presented = Self.digest(refreshToken)
        return try pool.write { db in
            let found = try SessionRow.filter(SessionRow.Columns.refreshDigest == presented).fetchOne(db)
            guard var session = found, clock.now < session.expiresAt else {
                if let spent = try SpentRow.fetchOne(db, key: presented) { try end(spent.sessionID, db) }
                return nil
            }
            session.accessDigest = Self.digest(tokens.access.text)
            session.refreshDigest = Self.digest(tokens.refresh.text)
            session.noteActivity(at: clock.now, rules)
            try session.update(db)
            try SpentRow(digest: presented, sessionID: session.id, expiresAt: session.absoluteExpiresAt).insert(db)
            return GrantedTokens(access: tokens.access.text, refresh: tokens.refresh.text)
        }
    }

    func signIn(_ account: Account) throws -> GrantedTokens {
        let tokens = (Token(), Token())
        return try pool.write { try begin(account, tokens, $0) }
    }

    func begin(_ account: Account, _ tokens: (access: Token, refresh: Token), _ db: Database) throws -> GrantedTokens {
        let now = clock.now
        let absolute = now.addingTimeInterval(SessionRules.absoluteLifetime)
        try SessionRow(
            id: UUID(), userID: account.id, user: account, label: "Firefox on Linux",
            accessDigest: Self.digest(tokens.access.text), refreshDigest: Self.digest(tokens.refresh.text),
            createdAt: now, updatedAt: now, expiresAt: min(now.addingTimeInterval(rules.idleLifetime), absolute),
            absoluteExpiresAt: absolute
        ).insert(db)
        return GrantedTokens(access: tokens.access.text, refresh: tokens.refresh.text)
    }

    func signOut(_ accessToken: String) throws -> Bool {
        let digest = Self.digest(accessToken)
        return try pool.write { db in
            guard let session = try find(digest, db) else { return false }
            try end(session.id, db)
            return true
        }
    }

    /// Removes a session with its spent tokens.
    private func end(_ id: UUID, _ db: Database) throws {
        try SpentRow.filter(SpentRow.Columns.sessionID == id).deleteAll(db)
        try SessionRow.deleteOne(db, key: id)
    }
}
