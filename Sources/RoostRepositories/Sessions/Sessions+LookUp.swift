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
        guard database.now < session.accessExpiresAt else { throw SessionError(.expired, session.id) }
        return session
    }

    /// The session with an identifier; nil when there is none, or it has expired.
    ///
    /// - Complexity: reads and decodes one record.
    public func session(id: UUID) throws -> Session<User>? {
        try database.records(in: tables.sessions).get(id)
    }

    /// The session of an access token whose own time is not over.
    func usable(_ token: PresentedToken) throws -> Session<User>? {
        try find(token).flatMap { database.now < $0.accessExpiresAt ? $0 : nil }
    }

    private func find(_ token: PresentedToken) throws -> Session<User>? {
        try database.read { tx in try self.find(token, in: tx) }
    }

    /// The session of an access token, be the token's own time over or not.
    func find(_ token: PresentedToken, in tx: ReadTransaction) throws -> Session<User>? {
        try tx.query(tables.session(accessDigest: token.digest)).first().flatMap { session in
            TokenDigest(stored: session.accessDigest) == token.digest ? session : nil
        }
    }

    /// The session of an access token, be the token's own time over or not.
    func find(_ token: PresentedToken, in tx: WriteTransaction) throws -> Session<User>? {
        try tx.query(tables.session(accessDigest: token.digest)).first().flatMap { session in
            TokenDigest(stored: session.accessDigest) == token.digest ? session : nil
        }
    }
}
