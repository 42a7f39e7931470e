#if Hummingbird
import Foundation
import Roost

/// Limits how often passwords are tried, by ``SignInLimits``.
///
/// Each attempt is paid for before the password is looked at, so that attempts at the same time are counted, too, and given
/// back when it was right. Who has to wait is told so by reads alone: a storm of attempts takes no turn from the writers.
struct SignInThrottle: Sendable {
    static let tables: [any TableDeclaration] = [SignInTally.table, KnownAddress.table]

    let database: Database
    var limits: SignInLimits

    /// An attempt that was let through, and has been paid for.
    struct Attempt: Sendable {
        fileprivate let keys: SignInKeys
        fileprivate let spent: [Budget]
    }

    /// One allowance and whose it is.
    fileprivate struct Budget: Sendable {
        let key: String
        let allowance: Allowance
    }

    /// Lets an attempt through.
    ///
    /// - Throws: ``TooManyAttempts``; what reads and commits throw.
    /// - Complexity: five reads, and where it is let through one commit of at most three records.
    func begin(_ name: MemberName, from client: ClientAddress) async throws -> Attempt {
        let keys = SignInKeys(name, client)
        try await database.read { tx in
            try check(budgets(keys, tx[KnownAddress.self]), tx[SignInTally.self])
        }
        return try await database.write(durability: .none) { tx in
            let budgets = try budgets(keys, tx[KnownAddress.self])
            try check(budgets, tx[SignInTally.self])
            let spent = budgets.filter { $0.key != keys.sessionsOfAccount }
            try makeRoom(for: spent.count, in: tx)
            for budget in spent { try spend(budget, in: tx) }
            return Attempt(keys: keys, spent: spent)
        }
    }

    /// Gives back what an attempt has cost, because the password was right, counts the session, and remembers the address.
    ///
    /// - Throws: what commits throw.
    /// - Complexity: one commit of at most six records.
    func succeed(_ attempt: Attempt) async throws {
        try await database.write(durability: .none) { tx in
            for budget in attempt.spent { try giveBack(budget, in: tx) }
            try makeRoom(for: 1, in: tx)
            try spend(Budget(key: attempt.keys.sessionsOfAccount, allowance: limits.sessionsOfAccount), in: tx)
            try remember(attempt.keys, in: tx)
        }
    }

    private func budgets<S: Scope & ~Escapable>(
        _ keys: SignInKeys, _ known: Records<KnownAddress, S>
    ) throws -> [Budget] {
        var budgets = [
            Budget(key: keys.address, allowance: limits.address),
            Budget(key: keys.addressOfAccount, allowance: limits.addressOfAccount),
            Budget(key: keys.sessionsOfAccount, allowance: limits.sessionsOfAccount),
        ]
        // What others try has no say where the account is at home.
        if try known.get(keys.addressOfAccount) == nil {
            budgets.append(Budget(key: keys.account, allowance: limits.account))
        }
        return budgets
    }

    private func check<S: Scope & ~Escapable>(_ budgets: [Budget], _ tallies: Records<SignInTally, S>) throws {
        let now = database.now
        var longest = 0.0
        for budget in budgets {
            longest = max(longest, budget.allowance.wait(wholeAt: try tallies.get(budget.key)?.wholeAt, now: now))
        }
        guard longest == 0 else { throw TooManyAttempts(retryAfter: longest) }
    }

    private func spend(_ budget: Budget, in tx: WriteTransaction) throws {
        let tally = try tx[SignInTally.self].get(budget.key)
        let wholeAt = budget.allowance.spending(wholeAt: tally?.wholeAt, now: database.now)
        try tx[SignInTally.self].put(SignInTally(key: budget.key, wholeAt: wholeAt))
    }

    private func giveBack(_ budget: Budget, in tx: WriteTransaction) throws {
        guard let tally = try tx[SignInTally.self].get(budget.key) else { return }
        let wholeAt = budget.allowance.returning(wholeAt: tally.wholeAt)
        if wholeAt > database.now {
            try tx[SignInTally.self].put(SignInTally(key: budget.key, wholeAt: wholeAt))
        } else {
            try tx[SignInTally.self].delete(budget.key)
        }
    }

    private func makeRoom(for count: Int, in tx: WriteTransaction) throws {
        let tallies = tx[SignInTally.self]
        guard try tallies.totals().records + count > limits.tallies else { return }
        _ = try tallies.orderBy(\.wholeAt).limit(count).delete()
    }

    private func remember(_ keys: SignInKeys, in tx: WriteTransaction) throws {
        let addresses = tx[KnownAddress.self]
        let now = database.now
        let half = now.addingTimeInterval(limits.knownAddressLifetime / 2)
        if let known = try addresses.get(keys.addressOfAccount), known.expiresAt > half { return }
        let expiresAt = now.addingTimeInterval(limits.knownAddressLifetime)
        try addresses.put(KnownAddress(key: keys.addressOfAccount, account: keys.account, expiresAt: expiresAt))
        let all = addresses.where(\.account).equals(keys.account)
        let excess = try all.count() - limits.knownAddresses
        if excess > 0 { _ = try all.orderBy(\.expiresAt).limit(excess).delete() }
    }
}

/// Someone has to wait before a password is looked at again.
struct TooManyAttempts: Error {
    /// Seconds.
    let retryAfter: TimeInterval
}
#endif
