import Foundation
import Roost

/// Who is exchanging which refresh token at the moment.
///
/// Transactions that write run one after another, so of several callers with one token the first exchanges it and the
/// others find it spent. They get what the first one got if they were there before it returned, and are taken for a
/// second party with a stolen token if they came later (or later than the leeway, where there is one).
///
/// `@unchecked Sendable`: everything that changes, in here and in the flights, is behind the lock.
final class RefreshFlights<User: SessionUser>: @unchecked Sendable {
    /// The exchange of one token.
    ///
    /// `@unchecked Sendable`: only ``RefreshFlights`` looks inside, with its lock held.
    final class Flight: @unchecked Sendable {
        fileprivate let digest: TokenDigest
        fileprivate var callerCount = 0
        fileprivate var grant: GrantedSession<User>?
        /// Nil until the exchange is committed.
        fileprivate var closesAt: Date?

        fileprivate init(_ digest: TokenDigest) {
            self.digest = digest
        }
    }

    private let leeway: TimeInterval
    private let lock = NSLock()
    private var open: [TokenDigest: Flight] = [:]
    /// Flights that are held open for the leeway, by the time at which they close.
    private var closing: [Flight] = []
    private var closedCount = 0

    init(leeway: TimeInterval) {
        self.leeway = leeway
    }

    /// Joins the flight of a token, or begins one.
    func join(_ digest: TokenDigest, at now: Date) -> Flight {
        lock.withLock {
            closeOverdue(now)
            let flight = open[digest] ?? Flight(digest)
            open[digest] = flight
            flight.callerCount += 1
            return flight
        }
    }

    /// Leaves the flight. The caller that exchanged the token says when, and no one joins any more; or only for the
    /// leeway.
    func leave(_ flight: Flight, exchangedAt time: Date? = nil) {
        lock.withLock {
            flight.callerCount -= 1
            if let time, leeway > 0 {
                flight.closesAt = time + leeway
                closing.append(flight)
            } else if time != nil || (flight.callerCount == 0 && flight.closesAt == nil) {
                close(flight)
            }
        }
    }

    /// Shows the others what an exchange is about to yield. If it is not committed, they find the token unspent.
    func setGrant(_ grant: GrantedSession<User>, of flight: Flight) {
        lock.withLock { flight.grant = grant }
    }

    /// What the token was exchanged for by another caller of the flight.
    func grant(of flight: Flight) -> GrantedSession<User>? {
        lock.withLock { flight.grant }
    }

    /// Callers that have joined the flight of a token and not left it.
    func callerCount(of digest: TokenDigest) -> Int {
        lock.withLock { open[digest]?.callerCount ?? 0 }
    }

    /// Tokens whose exchange is remembered.
    var openCount: Int { lock.withLock { open.count } }

    private func close(_ flight: Flight) {
        if open[flight.digest] === flight { open[flight.digest] = nil }
    }

    private func closeOverdue(_ now: Date) {
        while closedCount < closing.count, let time = closing[closedCount].closesAt, time <= now {
            let flight = closing[closedCount]
            close(flight)
            // The tokens go now; the flight stays in the list a while.
            if flight.callerCount == 0 { flight.grant = nil }
            closedCount += 1
        }
        // In one go, so that each costs the same however many there are.
        if closedCount > 32, closedCount * 2 > closing.count {
            closing.removeFirst(closedCount)
            closedCount = 0
        }
    }
}
