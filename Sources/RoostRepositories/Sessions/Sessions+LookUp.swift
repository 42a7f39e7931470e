public import Foundation
import Roost

extension Sessions {
    /// The session that an access token belongs to; nil when it is unknown or its time is over.
    ///
    /// Changes nothing: see `touch(accessToken:)` for a session that shall live on as long as it is used.
    ///
    /// - Parameter accessToken: what a client sent; any text, of any length.
    /// - Complexity: reads one key of a unique index and one record, and decodes it. What has not the form of a token is
    ///   unknown without a look at the store.
    public func session(accessToken: String) throws -> Session<User>? {
        try PresentedToken(accessToken).flatMap(usable)
    }

    /// The session that an access token belongs to, or why there is none.
    ///
    /// - Throws: ``SessionError/Code/expired`` when the client should refresh, ``SessionError/Code/unknownToken`` when the
    ///   user has to sign in.
    /// - Complexity: as ``session(accessToken:)``.
    public func authenticate(accessToken: String) throws -> Session<User> {
        guard let token = PresentedToken(accessToken), let session = try find(token) else {
            throw SessionError(.unknownToken)
        }
        guard isAccessible(session) else { throw SessionError(.expired, session.id) }
        memory.noteUse(of: session)
        return session
    }

    /// The session with an identifier; nil when there is none, or it has expired.
    ///
    /// - Complexity: reads and decodes one record.
    public func session(id: UUID) throws -> Session<User>? {
        try database.records(in: queries.table).get(id)
    }

    /// The session of an access token whose own time is not over.
    func usable(_ token: PresentedToken) throws -> Session<User>? {
        guard let session = try find(token), isAccessible(session) else { return nil }
        memory.noteUse(of: session)
        return session
    }

    /// Whether the access token's own time is not over. What lasts longer than an access token can was given out while the
    /// clock was ahead.
    func isAccessible(_ session: Session<User>) -> Bool {
        let now = database.now
        return now < session.accessExpiresAt
            && session.accessExpiresAt <= configuration.accessExpiry(from: now, notAfter: .distantFuture)
    }

    /// Whether a session has not begun in a future that the clock showed once and has taken back: it would live for so much
    /// longer than a session can. A day is how far a clock may be set back.
    func isOfThisTime(_ session: Session<User>) -> Bool {
        session.rotatedAt <= database.now + 86_400
    }

    func find(_ token: PresentedToken) throws -> Session<User>? {
        try database.read { tx in try self.find(token, in: tx) }
    }

    /// The session of an access token, be the token's own time over or not.
    func find(_ token: PresentedToken, in tx: ReadTransaction) throws -> Session<User>? {
        try tx.query(queries.session(accessDigest: token.digest)).first().flatMap { session in
            TokenDigest(stored: session.accessDigest) == token.digest ? session : nil
        }
    }

    /// The session of an access token, be the token's own time over or not.
    func find(_ token: PresentedToken, in tx: WriteTransaction) throws -> Session<User>? {
        try tx.query(queries.session(accessDigest: token.digest)).first().flatMap { session in
            TokenDigest(stored: session.accessDigest) == token.digest ? session : nil
        }
    }
}
