import Foundation
import Roost

extension Sessions {
    /// Begins a session.
    ///
    /// Where the user has as many sessions as the configuration allows, those that have been inactive for longest end in
    /// the same transaction; of those that were active at the same moment, the ones that began first.
    ///
    /// - Parameters:
    ///   - user: who signs in; the program has made sure of that.
    ///   - label: what the user shall recognise the session by, such as the name of a device.
    /// - Returns: the session with its tokens, which nobody can tell again.
    /// - Throws: `RoostError.Code.keyTooLong` for an identifier that is too long, and what commits throw.
    ///   With a limit and ``SessionConfiguration/Erasure/immediately`` also what the compaction throws that follows when
    ///   sessions have ended: the new one is there then, and nobody has its tokens.
    /// - Complexity: writes one record and five index entries; with a limit, also reads the index keys of the user's
    ///   sessions.
    public func signIn(_ user: User, label: String? = nil) throws -> GrantedSession<User> {
        let tokens = TokenPair()
        return try commit { tx in try self.begin(user, label, tokens, in: tx) }
    }

    /// Begins a session, without blocking a cooperative thread. See the synchronous form.
    public func signIn(_ user: User, label: String? = nil) async throws -> GrantedSession<User> {
        let tokens = TokenPair()
        return try await commit { tx in try self.begin(user, label, tokens, in: tx) }
    }

    private func begin(
        _ user: User, _ label: String?, _ tokens: TokenPair, in tx: WriteTransaction
    ) throws -> Outcome<GrantedSession<User>> {
        var events = try makeRoom(for: user.id, in: tx)
        let now = database.now
        let absolute = configuration.absoluteExpiry(from: now)
        let session = Session(
            id: identifiers.next(at: now), userID: user.id, user: user, label: label,
            accessToken: configuration.tokenPolicy.readableForm(of: tokens.access),
            refreshToken: configuration.tokenPolicy.readableForm(of: tokens.refresh),
            accessDigest: tokens.accessDigest.text, refreshDigest: tokens.refreshDigest.text, createdAt: now,
            updatedAt: now,
            accessExpiresAt: configuration.accessExpiry(from: now, notAfter: absolute),
            expiresAt: configuration.expiry(from: now, notAfter: absolute), absoluteExpiresAt: absolute)
        try tx.records(in: tables.sessions).add(session)
        events.append(.signedIn(sessionID: session.id, userID: user.id))
        return Outcome(value: tokens.granting(session), events: events)
    }

    /// Ends sessions of a user until there is room for one more.
    private func makeRoom(for userID: User.ID, in tx: WriteTransaction) throws -> [SessionEvent<User.ID>] {
        guard let limit = configuration.maxSessionsPerUser else { return [] }
        let all = tables.sessions(of: userID)
        let surplus = try tx.query(all).count() - limit + 1
        guard surplus > 0 else { return [] }
        let oldest = try tx.query(all.orderBy(\.updatedAt).limit(surplus)).primaryKeys()
        return try oldest.map { sessionID in
            try tables.remove(sessionID, in: tx)
            return .evicted(sessionID: sessionID, userID: userID, limit: limit)
        }
    }
}
