import Dispatch
import RoostEngine

/// Lets transactions in until the database is closed, and knows when the last one is out.
final class ScopeGate: Sendable {
    private let isClosed = Guarded(false)
    private let inside = DispatchGroup()

    /// Runs the body as one transaction inside the gate.
    func pass<T>(_ body: () throws -> T) throws -> T {
        try enter()
        defer { inside.leave() }
        return try body()
    }

    /// Runs the body as one transaction inside the gate.
    func pass<T: Sendable>(_ body: () async throws -> T) async throws -> T {
        try enter()
        defer { inside.leave() }
        return try await body()
    }

    /// Lets no one in any more and waits for those inside; false when it was closed before.
    func close() -> Bool {
        let wasOpen = isClosed.withLock { isClosed in
            defer { isClosed = true }
            return !isClosed
        }
        inside.wait()
        return wasOpen
    }

    private func enter() throws {
        try isClosed.withLock { isClosed in
            guard !isClosed else { throw RoostError(.closed, "the database is closed") }
            inside.enter()
        }
    }
}
