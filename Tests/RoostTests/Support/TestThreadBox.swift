import Foundation
import RoostEngine
import RoostEngineTesting

/// A thread of its own whose error is thrown where it is joined.
struct TestThreadBox {
    private let thread: TestThread
    private let outcome = Guarded<(any Error)?>(nil)

    init(_ body: @escaping @Sendable () throws -> Void) throws {
        let outcome = outcome
        thread = try TestThread {
            do {
                try body()
            } catch {
                outcome.withLock { $0 = error }
            }
        }
    }

    func join() throws {
        thread.join()
        if let error = outcome.withLock({ $0 }) { throw error }
    }
}

/// Runs a body that blocks on a thread of its own, and waits for it without blocking one of the cooperative threads: two
/// tests that did would keep every task of a machine with two processors from running.
func awaitBlocking(_ body: @escaping @Sendable () -> Void) async {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread {
            body()
            continuation.resume()
        }
    }
}
