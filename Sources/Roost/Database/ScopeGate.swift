import RoostEngine

/// Lets transactions in until the database is closed, and knows when the last one is out.
///
/// `@unchecked Sendable`: the variables are only touched under the lock.
final class ScopeGate: @unchecked Sendable {
    private let lock: Lock
    private let emptied: RoostEngine.Condition
    private var isClosed = false
    private var inside = 0

    init() {
        lock = Lock()
        emptied = RoostEngine.Condition(lock)
    }

    /// The number of transactions inside.
    var count: Int { lock.withLock { inside } }

    /// Whether nobody is let in any more.
    var isShut: Bool { lock.withLock { isClosed } }

    /// Runs the body as one transaction inside the gate.
    func pass<T>(_ body: () throws -> T) throws -> T {
        try enter()
        defer { leave() }
        return try body()
    }

    /// Runs the body as one transaction inside the gate.
    func pass<T: Sendable>(_ body: () async throws -> T) async throws -> T {
        try enter()
        defer { leave() }
        return try await body()
    }

    /// Lets no one in any more and waits for those inside; false when it was closed before.
    func close() -> Bool {
        lock.withLock {
            let wasOpen = !isClosed
            isClosed = true
            while inside > 0 { emptied.wait() }
            return wasOpen
        }
    }

    private func enter() throws {
        try lock.withLock {
            guard !isClosed else { throw RoostError(.closed, "the database is closed") }
            inside += 1
        }
    }

    private func leave() {
        lock.withLock {
            inside -= 1
            if inside == 0, isClosed { emptied.broadcast() }
        }
    }
}
