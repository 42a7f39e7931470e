import Foundation
import Roost

extension Sessions {
    /// Exchanges a refresh token for new tokens: both old ones are refused from then on.
    ///
    /// A refresh token works once. Calls with the same token that overlap in this process get the same new tokens, from
    /// one exchange; with a `refreshLeeway`, so do later ones for that long. Any other use of a spent token, however many
    /// exchanges ago it was, means that two parties hold it (RFC 9700, section 4.14.2): it ends the session, on disk
    /// before the error is thrown.
    ///
    /// A task that is cancelled before its turn exchanges nothing, so that its client can come again with the same token.
    /// It does not hide that a spent token was presented: the session ends all the same.
    ///
    /// - Parameter refreshToken: what a client sent; any text, of any length.
    /// - Returns: the session with its new tokens, which nobody can tell again.
    /// - Throws: ``SessionError/Code/unknownToken`` when no live session has or had the token,
    ///   ``SessionError/Code/reuseDetected`` when the session was ended because of it, `CancellationError` instead of an
    ///   exchange, and what commits throw.
    /// - Complexity: reads one key of a unique index and one record; writes one record with four index entries, and one
    ///   for the spent token. The end of a session reads and deletes all its spent tokens.
    public func refresh(_ refreshToken: String) throws -> GrantedSession<User> {
        guard let token = PresentedToken(refreshToken) else { throw SessionError(.unknownToken) }
        let request = RefreshRequest(digest: token.digest)
        let flight = flights.join(request.digest, at: database.now)
        let answer: RefreshAnswer<User>
        do {
            answer = try commit(whenCancelled: .goesOn) { tx in try self.exchange(request, flight, in: tx) }
        } catch {
            flights.leave(flight)
            throw error
        }
        flights.leave(flight, exchangedAt: answer.isExchange ? database.now : nil)
        return try answer.get()
    }

    /// Exchanges a refresh token for new tokens, without blocking a cooperative thread. See the synchronous form.
    public func refresh(_ refreshToken: String) async throws -> GrantedSession<User> {
        guard let token = PresentedToken(refreshToken) else { throw SessionError(.unknownToken) }
        let request = RefreshRequest(digest: token.digest)
        let flight = flights.join(request.digest, at: database.now)
        let answer: RefreshAnswer<User>
        do {
            answer = try await commit(whenCancelled: .goesOn) { tx in try self.exchange(request, flight, in: tx) }
        } catch {
            flights.leave(flight)
            throw error
        }
        flights.leave(flight, exchangedAt: answer.isExchange ? database.now : nil)
        return try answer.get()
    }

    private func exchange(
        _ request: RefreshRequest, _ flight: RefreshFlights<User>.Flight, in tx: WriteTransaction
    ) throws -> Outcome<RefreshAnswer<User>> {
        let current = try tx.query(tables.session(refreshDigest: request.digest)).first()
        if let session = current, TokenDigest(stored: session.refreshDigest) == request.digest {
            // Nobody is there to take the new tokens, and the old ones would be taken for stolen.
            try Task.checkCancellation()
            let granted = try rotate(session, request, in: tx)
            flights.setGrant(granted, of: flight)
            return Outcome(
                value: .exchanged(granted), events: [.refreshed(sessionID: session.id, userID: session.userID)])
        }
        let records = tx.records(in: tables.sessions)
        guard let spent = try tx.records(in: tables.spent).get(request.digest.text),
            let session = try records.get(spent.sessionID)
        else { return Outcome(value: .unknown) }
        if let granted = flights.grant(of: flight), try isGiven(granted, to: session, in: tx) {
            return Outcome(value: .shared(granted))
        }
        // In one commit with its old tokens and on disk with it, so that nothing can come between: neither a cancelled
        // task nor a crash may hide that a token was stolen.
        try tables.remove(session.id, in: tx)
        tx.requireFullDurability()
        return Outcome(
            value: .reused(session), events: [.reuseDetected(sessionID: session.id, userID: session.userID)])
    }

    private func rotate(
        _ old: Session<User>, _ request: RefreshRequest, in tx: WriteTransaction
    ) throws -> GrantedSession<User> {
        let now = database.now
        var session = old
        session.accessToken = configuration.tokenPolicy.readableForm(of: request.tokens.access)
        session.refreshToken = configuration.tokenPolicy.readableForm(of: request.tokens.refresh)
        session.accessDigest = request.tokens.accessDigest.text
        session.refreshDigest = request.tokens.refreshDigest.text
        session.noteActivity(at: now, configuration)
        session.accessExpiresAt = configuration.accessExpiry(from: now, notAfter: session.absoluteExpiresAt)
        try tx.records(in: tables.sessions).put(session)
        try tx.records(in: tables.spent).put(
            SpentToken(
                digest: request.digest.text, sessionID: session.id, expiresAt: session.absoluteExpiresAt))
        return request.tokens.granting(session)
    }

    /// Whether tokens were really given to a session: the exchange may have failed after it was shown to the others.
    private func isGiven(
        _ granted: GrantedSession<User>, to session: Session<User>, in tx: WriteTransaction
    ) throws -> Bool {
        let digest = granted.session.refreshDigest
        if digest == session.refreshDigest { return true }
        return try tx.records(in: tables.spent).get(digest)?.sessionID == session.id
    }
}

/// A refresh token that was presented, and the tokens it is to be exchanged for.
private struct RefreshRequest: Sendable {
    let digest: TokenDigest
    let tokens = TokenPair()
}

/// What became of it.
private enum RefreshAnswer<User: SessionUser>: Sendable {
    case exchanged(GrantedSession<User>)
    /// Exchanged by another caller of the same flight.
    case shared(GrantedSession<User>)
    /// Spent before by another party; the session has been ended.
    case reused(Session<User>)
    case unknown

    var isExchange: Bool {
        if case .exchanged = self { true } else { false }
    }

    func get() throws -> GrantedSession<User> {
        switch self {
        case .exchanged(let granted), .shared(let granted): return granted
        case .reused(let session): throw SessionError(.reuseDetected, session.id)
        case .unknown: throw SessionError(.unknownToken)
        }
    }
}
