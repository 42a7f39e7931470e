import Contenders
import Crypto
import Foundation
import GRDB
import RoostRepositories

/// The verbs of `Sessions`, each one transaction with cached statements.
struct GRDBTunedTokenVerbs: TokenVerbs {
    let pool: DatabasePool
    let writer: GRDBTunedWriter
    let clock: MovingClock
    let rules: SessionRules

    private var relaxed: SessionRules {
        var rules = rules
        rules.durability = .relaxed
        return rules
    }

    static func digest(_ token: String) -> Data { Data(SHA256.hash(data: Data(token.utf8))) }

    func lookUp(_ accessToken: String) throws -> Int? { try find(accessToken)?.account.id }

    /// One statement sees one state of the store by itself: it needs no transaction around it.
    private func find(_ accessToken: String) throws -> StoredSession? {
        let digest = Self.digest(accessToken)
        let now = clock.now
        return try pool.unsafeRead { try $0.liveSession(by: "accessDigest", digest, at: now) }
    }

    func touch(_ accessToken: String) throws -> Int? {
        guard let found = try find(accessToken) else { return nil }
        guard isTouchDue(found) else { return found.account.id }
        let digest = Self.digest(accessToken)
        return try writer.write(relaxed) { db in
            let now = clock.now
            guard var session = try db.liveSession(by: "accessDigest", digest, at: now) else { return Int?.none }
            guard isTouchDue(session) else { return session.account.id }
            session.noteActivity(at: now, rules)
            try db.cachedStatement(sql: "UPDATE sessions SET updatedAt = ?, expiresAt = ? WHERE number = ?")
                .execute(arguments: [
                    session.updatedAt.timeIntervalSinceReferenceDate, session.expiresAt.timeIntervalSinceReferenceDate,
                    session.number,
                ])
            return session.account.id
        }
    }

    private func isTouchDue(_ session: StoredSession) -> Bool {
        clock.now.timeIntervalSince(session.updatedAt) >= rules.touchInterval
    }

    func signIn(_ account: Account) throws -> GrantedTokens {
        let tokens = (Token(), Token())
        return try writer.write(rules) { try begin(account, tokens, $0) }
    }

    func begin(_ account: Account, _ tokens: (access: Token, refresh: Token), _ db: Database) throws -> GrantedTokens {
        let now = clock.now.timeIntervalSinceReferenceDate
        let absolute = now + SessionRules.absoluteLifetime
        try db.cachedStatement(
            sql: "INSERT INTO sessions (id, userID, userName, roles, label, accessDigest, refreshDigest, createdAt, "
                + "updatedAt, expiresAt, absoluteExpiresAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [
            UUID(), account.id, account.name, account.roles.joined(separator: ","), "Firefox on Linux",
            Self.digest(tokens.access.text), Self.digest(tokens.refresh.text), now, now,
            min(now + rules.idleLifetime, absolute), absolute,
        ])
        return GrantedTokens(access: tokens.access.text, refresh: tokens.refresh.text)
    }

    func signOut(_ accessToken: String) throws -> Bool {
        let digest = Self.digest(accessToken)
        return try writer.write(rules) { db in
            guard let session = try db.liveSession(by: "accessDigest", digest, at: clock.now) else { return false }
            try db.end(session.number)
            return true
        }
    }
}

extension Database {
    /// Removes a session with its spent tokens.
    func end(_ number: Int64) throws {
        try cachedStatement(sql: "DELETE FROM spent WHERE session = ?").execute(arguments: [number])
        try cachedStatement(sql: "DELETE FROM sessions WHERE number = ?").execute(arguments: [number])
    }
}
