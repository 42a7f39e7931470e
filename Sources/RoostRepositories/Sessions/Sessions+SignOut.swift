public import Foundation
import Roost

extension Sessions {
    /// Ends the session of an access token, be the token's own time over or not. Its tokens are refused from then on, and
    /// its bytes leave the disk as `erasure` says. It goes on to its end when the task of the caller is cancelled, as all
    /// do that end sessions.
    ///
    /// - Returns: whether there was such a session.
    /// - Throws: what commits throw. When erasing at once fails, that error; the session has ended all the same.
    /// - Complexity: reads one key of a unique index and one record; deletes it and its index entries, however often it
    ///   was refreshed. What is no session's token waits for no writer.
    @discardableResult
    public func signOut(accessToken: String) throws -> Bool {
        guard let token = PresentedToken(accessToken), try find(token) != nil else { return false }
        return try commit(whenCancelled: .goesOn) { tx in try self.end(try self.find(token, in: tx), in: tx) }
    }

    /// Ends the session of an access token, without blocking a cooperative thread. See the synchronous form.
    @discardableResult
    public func signOut(accessToken: String) async throws -> Bool {
        guard let token = PresentedToken(accessToken), try find(token) != nil else { return false }
        return try await commit(whenCancelled: .goesOn) { tx in try self.end(try self.find(token, in: tx), in: tx) }
    }

    /// Ends a session. As `signOut(accessToken:)`.
    ///
    /// - Returns: whether there was such a session.
    @discardableResult
    public func signOut(sessionID: UUID) throws -> Bool {
        guard try session(id: sessionID) != nil else { return false }
        return try commit(whenCancelled: .goesOn) { tx in try self.end(sessionID, in: tx) }
    }

    /// Ends a session, without blocking a cooperative thread. As `signOut(accessToken:)`.
    @discardableResult
    public func signOut(sessionID: UUID) async throws -> Bool {
        guard try session(id: sessionID) != nil else { return false }
        return try await commit(whenCancelled: .goesOn) { tx in try self.end(sessionID, in: tx) }
    }

    /// Ends all sessions of a user, in one transaction. When it returns, no token of the user works, and no refresh that
    /// was under way has made a new one.
    ///
    /// - Returns: the number of sessions that ended.
    /// - Complexity: for each session as `signOut(accessToken:)`.
    @discardableResult
    public func signOutEverywhere(_ userID: User.ID) throws -> Int {
        let all = queries.sessions(of: userID)
        return try commit(whenCancelled: .goesOn) { tx in try self.end(all, of: userID, in: tx) }
    }

    /// Ends all sessions of a user, without blocking a cooperative thread. See the synchronous form.
    @discardableResult
    public func signOutEverywhere(_ userID: User.ID) async throws -> Int {
        let all = queries.sessions(of: userID)
        return try await commit(whenCancelled: .goesOn) { tx in try self.end(all, of: userID, in: tx) }
    }

    /// Ends all sessions of a user but the one that asks for it, in one transaction.
    ///
    /// - Parameter accessToken: the token of the session to keep.
    /// - Returns: the number of sessions that ended.
    /// - Throws: ``SessionError/Code/unknownToken``, and ``SessionError/Code/expired`` when the token's own time is over;
    ///   nothing is ended then.
    /// - Complexity: for each session as `signOut(accessToken:)`.
    @discardableResult
    public func signOutOthers(keeping accessToken: String) throws -> Int {
        guard let token = PresentedToken(accessToken), try find(token) != nil else {
            throw SessionError(.unknownToken)
        }
        return try commit(whenCancelled: .goesOn) { tx in try self.endOthers(keeping: token, in: tx) }
    }

    /// Ends all sessions of a user but one, without blocking a cooperative thread. See the synchronous form.
    @discardableResult
    public func signOutOthers(keeping accessToken: String) async throws -> Int {
        guard let token = PresentedToken(accessToken), try find(token) != nil else {
            throw SessionError(.unknownToken)
        }
        return try await commit(whenCancelled: .goesOn) { tx in try self.endOthers(keeping: token, in: tx) }
    }

    /// Ends all sessions of all users.
    ///
    /// - Complexity: writes a handful of keys; the records go in the background, or before it returns where sessions are
    ///   erased immediately.
    public func removeAll() throws {
        try commit(whenCancelled: .goesOn) { tx in try self.clear(in: tx) }
    }

    /// Ends all sessions of all users, without blocking a cooperative thread.
    public func removeAll() async throws {
        try await commit(whenCancelled: .goesOn) { tx in try self.clear(in: tx) }
    }

    private func end(_ sessionID: UUID, in tx: WriteTransaction) throws -> Outcome<Bool> {
        try end(try tx.records(in: queries.table).get(sessionID), in: tx)
    }

    private func end(_ session: Session<User>?, in tx: WriteTransaction) throws -> Outcome<Bool> {
        guard let session else { return Outcome(value: false) }
        try tx.records(in: queries.table).delete(session.id)
        return Outcome(value: true, events: [.signedOut(sessionID: session.id, userID: session.userID)])
    }

    private func end(
        _ sessions: Query<Session<User>>, of userID: User.ID, keeping kept: UUID? = nil, in tx: WriteTransaction
    ) throws -> Outcome<Int> {
        let ended = try tx.query(sessions).primaryKeys().filter { $0 != kept }
        for sessionID in ended { try tx.records(in: queries.table).delete(sessionID) }
        return Outcome(value: ended.count, events: ended.map { .signedOut(sessionID: $0, userID: userID) })
    }

    private func endOthers(keeping token: PresentedToken, in tx: WriteTransaction) throws -> Outcome<Int> {
        guard let session = try find(token, in: tx) else { throw SessionError(.unknownToken) }
        guard isAccessible(session) else { throw SessionError(.expired, session.id) }
        let all = queries.sessions(of: session.userID)
        return try end(all, of: session.userID, keeping: session.id, in: tx)
    }

    private func clear(in tx: WriteTransaction) throws -> Outcome<Void> {
        try tx.records(in: queries.table).clear()
        return Outcome(value: (), events: [.allRemoved])
    }
}
