import Foundation
import Roost

/// The latest exchange of each session, for as long as its refresh may be repeated: which tokens it gave, and what has
/// happened to them since.
///
/// Tokens are in no file, so that this is the only place they can be told from again. What it has forgotten, because the
/// process was restarted or because so much was exchanged, is not taken for an attack: see `Sessions.judge`.
final class RefreshMemory<User: SessionUser>: Sendable {
    /// An exchange of a refresh token.
    struct Exchange: Sendable {
        let granted: GrantedSession<User>
        let instant: ContinuousClock.Instant
        /// Whether one of the tokens it gave has been used.
        var isUsed = false
        /// Whether the spent token has been presented again, later than an overlap explains.
        var isRepeated = false
    }

    private struct State {
        var exchanges: [UUID: Exchange] = [:]
        /// Exchanges in the order in which they came; those that are not the latest of their session any more, too.
        var order: [(sessionID: UUID, instant: ContinuousClock.Instant)] = []
        var forgotten = 0
    }

    /// The most exchanges that are remembered: tens of megabytes.
    static var capacity: Int { 20_000 }

    private let retention: Duration
    private let state = CacheLocked(State())

    /// - Parameter retention: how long an exchange is remembered.
    init(retention: Duration) {
        self.retention = retention
    }

    /// Notes an exchange, before it is committed: those who come after it may be on top of it already.
    func note(_ exchange: Exchange) {
        let sessionID = exchange.granted.session.id
        state.withLock { state in
            state.exchanges[sessionID] = exchange
            state.order.append((sessionID, exchange.instant))
            forget(&state, at: exchange.instant)
        }
    }

    /// The latest exchange of a session, if it is remembered.
    func exchange(of sessionID: UUID) -> Exchange? {
        state.withLock { $0.exchanges[sessionID] }
    }

    /// Notes that the tokens of a session are in use.
    func noteUse(of session: Session<User>) {
        state.withLock { state in
            guard state.exchanges[session.id]?.granted.session.accessDigest == session.accessDigest else { return }
            state.exchanges[session.id]?.isUsed = true
        }
    }

    /// Notes that a spent token was presented again.
    func noteRepeat(of sessionID: UUID) {
        state.withLock { $0.exchanges[sessionID]?.isRepeated = true }
    }

    /// Exchanges that are remembered.
    var count: Int { state.withLock { $0.exchanges.count } }

    /// In pieces, so that each exchange costs the same however many there are.
    private func forget(_ state: inout State, at now: ContinuousClock.Instant) {
        while state.forgotten < state.order.count {
            let (sessionID, instant) = state.order[state.forgotten]
            guard state.order.count - state.forgotten > Self.capacity || now - instant > retention else { break }
            if state.exchanges[sessionID]?.instant == instant { state.exchanges[sessionID] = nil }
            state.forgotten += 1
        }
        if state.forgotten > 32, state.forgotten * 2 > state.order.count {
            state.order.removeFirst(state.forgotten)
            state.forgotten = 0
        }
    }
}
