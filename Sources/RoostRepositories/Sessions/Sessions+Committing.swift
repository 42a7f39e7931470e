import Roost

/// What a transaction leads to once it is committed.
struct SessionOutcome<Value, UserID: Hashable & Sendable> {
    let value: Value
    var events: [SessionEvent<UserID>] = []
    /// Whether the caller waits until removed bytes are erased, where they are erased immediately.
    var waitsForErasure = true
}

extension SessionOutcome: Sendable where Value: Sendable {}

extension Sessions {
    typealias Outcome<Value> = SessionOutcome<Value, User.ID>

    /// Runs a transaction, tells what happened, and has removed bytes erased.
    ///
    /// - Parameters:
    ///   - durability: that of the commit; nil for the usual one.
    ///   - whenCancelled: what becomes of it when the task of the caller is cancelled before the commit. Whatever takes
    ///     rights away goes on: a client that has gone must not keep them for it.
    ///   - body: the transaction.
    func commit<Value>(
        _ durability: Durability? = nil, whenCancelled: WhenCancelled = .stops,
        _ body: (WriteTransaction) throws -> Outcome<Value>
    ) throws -> Value {
        let outcome = try database.write(
            durability: durability ?? defaultDurability, whenCancelled: whenCancelled, body)
        for event in outcome.events { reports.send(event) }
        if let remains = remains(of: outcome.events) {
            if outcome.waitsForErasure { try eraser.erase(remains) } else { eraser.eraseBehind(remains) }
        }
        return outcome.value
    }

    /// Runs a transaction off the cooperative threads, tells what happened, and has removed bytes erased.
    func commit<Value: Sendable>(
        _ durability: Durability? = nil, whenCancelled: WhenCancelled = .stops,
        _ body: @escaping @Sendable (WriteTransaction) throws -> Outcome<Value>
    ) async throws -> Value {
        let outcome = try await database.write(
            durability: durability ?? defaultDurability, whenCancelled: whenCancelled, body)
        for event in outcome.events { reports.send(event) }
        if let remains = remains(of: outcome.events) {
            if outcome.waitsForErasure { try await eraser.erase(remains) } else { eraser.eraseBehind(remains) }
        }
        return outcome.value
    }

    private func remains(of events: [SessionEvent<User.ID>]) -> SessionEraser.Remains? {
        if events.contains(.allRemoved) { return .table }
        let count = events.count(where: \.endsSession)
        return count > 0 ? .sessions(count) : nil
    }

    private var defaultDurability: Durability { configuration.durability ?? database.durability }
}
