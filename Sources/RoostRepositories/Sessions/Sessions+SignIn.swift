import Foundation
import Roost

extension Sessions {
    /// Begins a session.
    ///
    /// Where the user has as many sessions as the configuration allows, those that have been inactive for longest end in
    /// the same transaction; of those that were active at the same moment, the ones that began first. Their bytes are
    /// erased behind the caller's back.
    ///
    /// - Parameters:
    ///   - user: who signs in; the program has made sure of that.
    ///   - label: what the user shall recognise the session by, such as the name of a device.
    /// - Returns: the session with its tokens, which nobody can tell again.
    /// - Throws: ``SessionError/Code/labelTooLong``, ``SessionError/Code/userTooLarge``, `RoostError.Code.keyTooLong` for an
    ///   identifier that is too long, and what commits throw.
    /// - Complexity: reads the index keys of the user's sessions; writes one record and five index entries.
    public func signIn(_ user: User, label: String? = nil) throws -> GrantedSession<User> {
        let draft = try SessionDraft(user, label, configuration, queries)
        return try commit { tx in try self.begin(draft, in: tx) }
    }

    /// Begins a session, without blocking a cooperative thread. See the synchronous form.
    public func signIn(_ user: User, label: String? = nil) async throws -> GrantedSession<User> {
        let draft = try SessionDraft(user, label, configuration, queries)
        return try await commit { tx in try self.begin(draft, in: tx) }
    }

    private func begin(
        _ draft: SessionDraft<User>, in tx: WriteTransaction
    ) throws -> Outcome<GrantedSession<User>> {
        let userID = draft.user.id
        var events = try makeRoom(beside: draft.others, of: userID, in: tx)
        let now = database.now
        let absolute = configuration.absoluteExpiry(from: now)
        let tokens = draft.tokens
        let session = Session(
            id: identifiers.next(at: now), userID: userID, user: draft.user, label: draft.label,
            accessToken: configuration.tokenPolicy.readableForm(of: tokens.access),
            refreshToken: configuration.tokenPolicy.readableForm(of: tokens.refresh),
            accessDigest: tokens.accessDigest.text, familyDigest: draft.family.digest.text,
            refreshDigest: tokens.refreshDigest.text, rotatedAt: now, createdAt: now, updatedAt: now,
            accessExpiresAt: configuration.accessExpiry(from: now, notAfter: absolute),
            expiresAt: configuration.expiry(from: now, notAfter: absolute), absoluteExpiresAt: absolute)
        try tx.records(in: queries.table).add(session)
        events.append(.signedIn(sessionID: session.id, userID: userID))
        // A failure to erase what has ended must not keep the tokens from who signs in.
        return Outcome(value: tokens.granting(session), events: events, waitsForErasure: false)
    }

    /// Ends sessions of a user until there is room for one more.
    private func makeRoom(
        beside all: Query<Session<User>>, of userID: User.ID, in tx: WriteTransaction
    ) throws -> [SessionEvent<User.ID>] {
        let limit = configuration.maxSessionsPerUser
        let surplus = try tx.query(all).count() - limit + 1
        guard surplus > 0 else { return [] }
        let oldest = try tx.query(all.orderBy(\.updatedAt).limit(surplus)).primaryKeys()
        return try oldest.map { sessionID in
            try tx.records(in: queries.table).delete(sessionID)
            return .evicted(sessionID: sessionID, userID: userID, limit: limit)
        }
    }
}
