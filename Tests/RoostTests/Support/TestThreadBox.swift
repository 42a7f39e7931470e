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
