import Dispatch

/// A piece of work on a thread of its own.
struct Worker {
    private final class Outcome: Sendable {
        // Written before the group is left and read after the wait for it.
        nonisolated(unsafe) var error: (any Error)?
    }

    private let group = DispatchGroup()
    private let outcome = Outcome()

    init(_ body: @escaping @Sendable () throws -> Void) {
        let outcome = outcome
        DispatchQueue.global().async(group: group) {
            do { try body() } catch { outcome.error = error }
        }
    }

    /// Waits for the end of the work and throws its error.
    func wait() throws {
        group.wait()
        if let error = outcome.error { throw error }
    }
}
