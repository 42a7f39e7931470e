public import Foundation
import Roost

extension Sessions {
    /// The session that an access token belongs to; nil when it is unknown or its time is over.
    ///
    /// Changes nothing: see ``touch(accessToken:)-(String)`` for a session that shall live on as long as it is used.
    ///
    /// - Parameter accessToken: what a client sent; any text, of any length.
    /// - Complexity: reads one key of a unique index and one record, and decodes it. What has not the form of a token is
    ///   unknown without a look at the store.
    public func session(accessToken: String) throws -> Session<User>? {
        guard let token = PresentedToken(accessToken), let session = try find(token) else { return nil }
        return clock.now < session.accessExpiresAt ? session : nil
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
        guard clock.now < session.accessExpiresAt else { throw SessionError(.expired, session.id) }
        return session
    }

    /// The session with an identifier; nil when there is none, or it has expired.
    ///
    /// - Complexity: reads and decodes one record.
    public func session(id: UUID) throws -> Session<User>? {
        try database.records(in: tables.sessions).get(id)
    }

    private func find(_ token: PresentedToken) throws -> Session<User>? {
        let stored = configuration.tokenPolicy.storedForm(of: token)
        return try database.read { tx in try self.find(accessToken: stored, in: tx) }
    }

    /// The session with a stored access token, be the token's own time over or not.
    func find(accessToken stored: String, in tx: ReadTransaction) throws -> Session<User>? {
        let session = try tx.query(tables.session(accessToken: stored)).first()
        return session.flatMap { TokenDigest.isEqual($0.accessToken, stored) ? $0 : nil }
    }

    /// The session with a stored access token, be the token's own time over or not.
    func find(accessToken stored: String, in tx: WriteTransaction) throws -> Session<User>? {
        let session = try tx.query(tables.session(accessToken: stored)).first()
        return session.flatMap { TokenDigest.isEqual($0.accessToken, stored) ? $0 : nil }
    }
}
