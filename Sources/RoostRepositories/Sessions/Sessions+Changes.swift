public import Foundation
import Roost

extension Sessions {
    /// Notes that a session is in use, so that it does not expire for want of activity; never past its absolute deadline.
    ///
    /// So soon after the last activity as `touchInterval` says, it only reads; call it for every request.
    ///
    /// - Returns: the session; nil when the access token is unknown or its time is over.
    /// - Complexity: as ``session(accessToken:)``; when it is due, reads the record once more and writes it with three
    ///   index entries and `touchDurability`.
    @discardableResult
    public func touch(accessToken: String) throws -> Session<User>? {
        guard let token = PresentedToken(accessToken), let session = try usable(token) else { return nil }
        guard isTouchDue(session) else { return session }
        return try commit(configuration.touchDurability) { tx in try self.touch(session.id, token, in: tx) }
    }

    /// Notes that a session is in use, without blocking a cooperative thread. See the synchronous form.
    @discardableResult
    public func touch(accessToken: String) async throws -> Session<User>? {
        guard let token = PresentedToken(accessToken), let session = try usable(token) else { return nil }
        guard isTouchDue(session) else { return session }
        return try await commit(configuration.touchDurability) { tx in try self.touch(session.id, token, in: tx) }
    }

    private func isTouchDue(_ session: Session<User>) -> Bool {
        database.now.timeIntervalSince(session.updatedAt) >= configuration.touchInterval
    }

    private func touch(
        _ id: UUID, _ token: PresentedToken, in tx: WriteTransaction
    ) throws -> Outcome<Session<User>?> {
        var touched: Session<User>?
        try tx.records(in: queries.table).update(id) { session in
            // It may have been refreshed meanwhile, and then the token presented works no more.
            guard TokenDigest(stored: session.accessDigest) == token.digest else { return }
            if isTouchDue(session) { session.noteActivity(at: database.now, configuration) }
            touched = session
        }
        return Outcome(value: touched)
    }

    /// Lets a session live until a moment without activity, for a user who wants to stay signed in; never past its
    /// absolute deadline, and never shorter than before. It is no activity itself.
    ///
    /// - Returns: the session; nil when there is none.
    /// - Complexity: reads one record; writes it with one index entry.
    @discardableResult
    public func extend(sessionID: UUID, until moment: Date) throws -> Session<User>? {
        try commit { tx in try self.extend(sessionID, moment, in: tx) }
    }

    /// Lets a session live until a moment without activity, without blocking a cooperative thread. See the synchronous
    /// form.
    @discardableResult
    public func extend(sessionID: UUID, until moment: Date) async throws -> Session<User>? {
        try await commit { tx in try self.extend(sessionID, moment, in: tx) }
    }

    private func extend(_ id: UUID, _ moment: Date, in tx: WriteTransaction) throws -> Outcome<Session<User>?> {
        let records = tx.records(in: queries.table)
        guard var session = try records.get(id) else { return Outcome(value: nil) }
        let latest = min(moment, session.absoluteExpiresAt)
        guard latest > session.expiresAt else { return Outcome(value: session) }
        session.expiresAt = latest
        try records.put(session)
        return Outcome(value: session)
    }

    /// Changes what all sessions of a user keep of the user, such as roles that were taken away. It is no activity, and
    /// goes on to its end when the task of the caller is cancelled.
    ///
    /// - Parameters:
    ///   - userID: whose sessions.
    ///   - body: changes one copy.
    /// - Returns: the number of the user's sessions.
    /// - Throws: ``SessionError/Code/userIDChanged`` when the closure changes the identifier,
    ///   ``SessionError/Code/userTooLarge``, and the closure's own error; nothing is changed then.
    /// - Complexity: reads the user's sessions, and writes those that differ.
    @discardableResult
    public func updateUser(_ userID: User.ID, _ body: (inout User) throws -> Void) throws -> Int {
        let all = queries.sessions(of: userID)
        return try commit(whenCancelled: .goesOn) { tx in try self.update(all, of: userID, body, in: tx) }
    }

    /// Changes what all sessions of a user keep of the user, without blocking a cooperative thread. See the synchronous
    /// form.
    @discardableResult
    public func updateUser(
        _ userID: User.ID, _ body: @escaping @Sendable (inout User) throws -> Void
    ) async throws -> Int {
        let all = queries.sessions(of: userID)
        return try await commit(whenCancelled: .goesOn) { tx in try self.update(all, of: userID, body, in: tx) }
    }

    private func update(
        _ sessions: Query<Session<User>>, of userID: User.ID, _ body: (inout User) throws -> Void,
        in tx: WriteTransaction
    ) throws -> Outcome<Int> {
        let count = try tx.query(sessions).modify { session in
            try body(&session.user)
            guard session.user.id == userID else { throw SessionError(.userIDChanged, session.id) }
            try configuration.check(user: session.user)
        }
        return Outcome(value: count)
    }
}
