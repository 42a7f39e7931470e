import Foundation
import Roost

extension Sessions {
    /// Exchanges a refresh token for new tokens: both old ones are refused from then on.
    ///
    /// A refresh token works once. Whoever presents one a second time is a client that did not get the answer, or somebody
    /// with a copy:
    ///
    /// - Calls within ``SessionConfiguration/refreshOverlap`` of the exchange, as from several tabs of a browser, get the
    ///   same new tokens.
    /// - So do later ones, within ``SessionConfiguration/refreshRetryWindow``, as long as none of the new tokens has been
    ///   used, in at most ``SessionConfiguration/maxRepeatedRefreshes`` refreshes in a row.
    /// - Any other means that two parties hold the token (RFC 9700, section 4.14.2), however many exchanges ago it was: it
    ///   ends the session, on disk before the error is thrown.
    ///
    /// After a restart of the process the tokens of the exchange are not known any more: a repeat within the retry window
    /// gets new ones, and those that were given before are taken for a copy.
    ///
    /// A task that is cancelled before its turn exchanges nothing, so that its client can come again with the same token.
    /// It does not hide that a spent token was presented: the session ends all the same.
    ///
    /// - Parameter refreshToken: what a client sent; any text, of any length.
    /// - Returns: the session with its new tokens, which nobody can tell again.
    /// - Throws: ``SessionError/Code/unknownToken`` when no live session has or had the token,
    ///   ``SessionError/Code/reuseDetected`` when the session was ended because of it, `CancellationError` instead of an
    ///   exchange, and what commits throw.
    /// - Complexity: reads one key of a unique index and one record; an exchange and the end of a session read them once
    ///   more, in their turn to write, and write one record with three index entries. What is unknown and what is answered
    ///   with tokens given before waits for no writer.
    public func refresh(_ refreshToken: String) throws -> GrantedSession<User> {
        let request = try RefreshRequest(refreshToken, at: clock.instant())
        if let answer = try answerWithoutWriting(request) { return try answer.get() }
        return try commit(whenCancelled: .goesOn) { tx in try self.answer(request, in: tx) }.get()
    }

    /// Exchanges a refresh token for new tokens, without blocking a cooperative thread. See the synchronous form.
    public func refresh(_ refreshToken: String) async throws -> GrantedSession<User> {
        let request = try RefreshRequest(refreshToken, at: clock.instant())
        if let answer = try answerWithoutWriting(request) { return try answer.get() }
        return try await commit(whenCancelled: .goesOn) { tx in try self.answer(request, in: tx) }.get()
    }

    /// The answer, where it needs no exchange and ends no session.
    private func answerWithoutWriting(_ request: RefreshRequest) throws -> RefreshAnswer<User>? {
        let query = queries.session(familyDigest: request.familyDigest)
        guard let session = try database.read({ tx in try tx.query(query).first() }),
            isOfThisTime(session)
        else { return .unknown }
        guard case .given(let exchange, let isOverlap) = judge(request, session) else { return nil }
        let outcome = share(exchange, isOverlap, session)
        for event in outcome.events { reports.send(event) }
        return outcome.value
    }

    private func answer(
        _ request: RefreshRequest, in tx: WriteTransaction
    ) throws -> Outcome<RefreshAnswer<User>> {
        guard let session = try tx.query(queries.session(familyDigest: request.familyDigest)).first(),
            isOfThisTime(session)
        else { return Outcome(value: .unknown) }
        switch judge(request, session) {
        case .unspent:
            // Nobody is there to take the new tokens, and the old ones would be taken for stolen.
            try Task.checkCancellation()
            let granted = try exchange(session, request, in: tx)
            return Outcome(
                value: .granted(granted), events: [.refreshed(sessionID: session.id, userID: session.userID)])
        case .given(let exchange, let isOverlap):
            return share(exchange, isOverlap, session)
        case .forgotten:
            try Task.checkCancellation()
            // In place of those that nobody can tell again. Whoever has them is found out when he uses them.
            let granted = try give(request, to: session, in: tx)
            return Outcome(
                value: .granted(granted),
                events: [.refreshRepeated(sessionID: session.id, userID: session.userID, isOverlap: false)])
        case .reused:
            // In one commit with its old tokens and on disk with it, so that nothing can come between: neither a cancelled
            // task nor a crash may hide that a token was stolen.
            try tx.records(in: queries.table).delete(session.id)
            tx.requireFullDurability()
            return Outcome(
                value: .reused(session), events: [.reuseDetected(sessionID: session.id, userID: session.userID)],
                // A failure to erase must not hide why the session has ended.
                waitsForErasure: false)
        }
    }

    /// What a token is that begins as those of a session do.
    private func judge(_ request: RefreshRequest, _ session: Session<User>) -> RefreshVerdict<User> {
        if TokenDigest(stored: session.refreshDigest) == request.digest { return .unspent }
        // Older than the last, or the one after it that was lost and replaced.
        guard let spent = session.spentDigest, TokenDigest(stored: spent) == request.digest else { return .reused }
        guard let exchange = memory.exchange(of: session.id),
            exchange.granted.session.refreshDigest == session.refreshDigest
        else {
            let age = database.now.timeIntervalSince(session.rotatedAt)
            return age <= configuration.refreshRetryWindow ? .forgotten : .reused
        }
        let age = request.instant - exchange.instant
        if age <= .seconds(configuration.refreshOverlap) { return .given(exchange, isOverlap: true) }
        guard age <= .seconds(configuration.refreshRetryWindow), !exchange.isUsed, mayRepeat(session) else {
            return .reused
        }
        return .given(exchange, isOverlap: false)
    }

    /// Who loses an answer seldom loses the next as well.
    private func mayRepeat(_ session: Session<User>) -> Bool {
        session.repeatedRefreshes < configuration.maxRepeatedRefreshes
    }

    private func share(
        _ exchange: RefreshMemory<User>.Exchange, _ isOverlap: Bool, _ session: Session<User>
    ) -> Outcome<RefreshAnswer<User>> {
        if !isOverlap { memory.noteRepeat(of: session.id) }
        return Outcome(
            value: .granted(exchange.granted),
            events: [.refreshRepeated(sessionID: session.id, userID: session.userID, isOverlap: isOverlap)])
    }

    private func exchange(
        _ old: Session<User>, _ request: RefreshRequest, in tx: WriteTransaction
    ) throws -> GrantedSession<User> {
        let now = database.now
        var session = old
        let isRepeated = memory.exchange(of: old.id)?.isRepeated ?? false
        session.repeatedRefreshes = isRepeated ? old.repeatedRefreshes + 1 : 0
        session.spentDigest = old.refreshDigest
        session.rotatedAt = now
        session.noteActivity(at: now, configuration)
        return try give(request, to: session, in: tx)
    }

    private func give(
        _ request: RefreshRequest, to old: Session<User>, in tx: WriteTransaction
    ) throws -> GrantedSession<User> {
        var session = old
        let tokens = request.tokens
        session.accessToken = configuration.tokenPolicy.readableForm(of: tokens.access)
        session.refreshToken = configuration.tokenPolicy.readableForm(of: tokens.refresh)
        session.accessDigest = tokens.accessDigest.text
        session.refreshDigest = tokens.refreshDigest.text
        session.accessExpiresAt = configuration.accessExpiry(
            from: database.now, notAfter: session.absoluteExpiresAt)
        try tx.records(in: queries.table).put(session)
        let granted = tokens.granting(session)
        memory.note(RefreshMemory.Exchange(granted: granted, instant: clock.instant()))
        return granted
    }
}

/// A refresh token that was presented, and the tokens it is to be exchanged for.
private struct RefreshRequest: Sendable {
    let digest: TokenDigest
    let familyDigest: TokenDigest
    let tokens: TokenPair
    /// When it was presented.
    let instant: ContinuousClock.Instant

    init(_ refreshToken: String, at instant: ContinuousClock.Instant) throws {
        guard let token = PresentedToken(refreshToken) else { throw SessionError(.unknownToken) }
        digest = token.digest
        familyDigest = token.family.digest
        tokens = TokenPair(in: token.family)
        self.instant = instant
    }
}

/// What a refresh token is.
private enum RefreshVerdict<User: SessionUser> {
    /// The session's latest.
    case unspent
    /// The one before it, of a client that gets the same tokens once more.
    case given(RefreshMemory<User>.Exchange, isOverlap: Bool)
    /// The same, but the tokens are not known any more.
    case forgotten
    /// Another party's.
    case reused
}

/// What became of it.
private enum RefreshAnswer<User: SessionUser>: Sendable {
    case granted(GrantedSession<User>)
    /// The session has been ended.
    case reused(Session<User>)
    case unknown

    func get() throws -> GrantedSession<User> {
        switch self {
        case .granted(let granted): return granted
        case .reused(let session): throw SessionError(.reuseDetected, session.id)
        case .unknown: throw SessionError(.unknownToken)
        }
    }
}
