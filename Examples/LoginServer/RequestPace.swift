#if Hummingbird
import Foundation

/// How fast an address may ask. See README.md beside this file.
struct PaceLimits: Sendable {
    /// Requests of an address.
    var requests = Allowance(burst: 200, interval: 0.01)
    /// Requests of an address that were refused, with a status of 400 or more.
    var refusals = Allowance(burst: 40, interval: 1)
    /// Seconds that a request is held back at most.
    var longestWait = 10.0
    /// Addresses that are counted one by one. What comes from others is counted together until some are whole again.
    var addresses = 10_000
}

/// Holds requests back whose address asks too fast, so that others are answered as soon as before. They are not refused,
/// because whoever is refused at once asks again at once.
///
/// In memory, because a look takes less than what it spares, and by a clock that only runs.
///
/// `@unchecked Sendable`: what changes is only touched under the lock.
final class RequestPace: @unchecked Sendable {
    private struct Spent {
        var requestsWholeAt: Date
        var refusalsWholeAt: Date

        var wholeAt: Date { max(requestsWholeAt, refusalsWholeAt) }
    }

    private let limits: PaceLimits
    private let lock = NSLock()
    private var spent: [ClientAddress: Spent] = [:]
    private var cleanedAt = Date.distantPast

    init(_ limits: PaceLimits) {
        self.limits = limits
    }

    /// Counts a request, and one that is refused, until ``end(_:isRefused:)`` says that it was not.
    ///
    /// - Returns: how many seconds to hold it back.
    func begin(_ address: ClientAddress, at now: Date) -> TimeInterval {
        lock.withLock {
            let address = key(for: address, at: now)
            var spent = spent[address] ?? Spent(requestsWholeAt: now, refusalsWholeAt: now)
            let wait = max(
                limits.requests.wait(wholeAt: spent.requestsWholeAt, now: now),
                limits.refusals.wait(wholeAt: spent.refusalsWholeAt, now: now))
            spent.requestsWholeAt = advanced(spent.requestsWholeAt, by: limits.requests, now)
            spent.refusalsWholeAt = advanced(spent.refusalsWholeAt, by: limits.refusals, now)
            self.spent[address] = spent
            return min(wait, limits.longestWait)
        }
    }

    func end(_ address: ClientAddress, isRefused: Bool) {
        guard !isRefused else { return }
        lock.withLock {
            guard let wholeAt = spent[address]?.refusalsWholeAt else { return }
            spent[address]?.refusalsWholeAt = limits.refusals.returning(wholeAt: wholeAt)
        }
    }

    /// What waits longer than the longest wait is not counted, so that nobody waits for it afterwards.
    private func advanced(_ wholeAt: Date, by allowance: Allowance, _ now: Date) -> Date {
        min(
            allowance.spending(wholeAt: wholeAt, now: now),
            now.addingTimeInterval(allowance.span + limits.longestWait))
    }

    private func key(for address: ClientAddress, at now: Date) -> ClientAddress {
        if spent[address] != nil || spent.count < limits.addresses { return address }
        if now.timeIntervalSince(cleanedAt) >= 1 {
            cleanedAt = now
            spent = spent.filter { $0.value.wholeAt > now }
        }
        return spent.count < limits.addresses ? address : .others
    }

    /// How many addresses are counted.
    var count: Int { lock.withLock { spent.count } }
}
#endif
