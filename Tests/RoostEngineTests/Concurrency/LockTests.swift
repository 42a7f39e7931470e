import RoostEngine
import RoostEngineTesting
import Testing

@Suite struct LockTests {
    @Test func oneThreadAtATimeIsInside() throws {
        let counter = Guarded(0)
        let threads = try (0..<4).map { _ in
            try TestThread { for _ in 0..<10_000 { counter.withLock { $0 += 1 } } }
        }
        for thread in threads { thread.join() }
        #expect(counter.withLock { $0 } == 40_000)
    }

    @Test func anErrorInsideReleasesTheLock() {
        struct Failure: Error {}
        let guarded = Guarded(1)
        let lock = Lock()
        #expect(throws: Failure.self) { try guarded.withLock { _ in throw Failure() } }
        #expect(throws: Failure.self) { try lock.withLock { throw Failure() } }
        #expect(guarded.withLock { $0 } == 1)
        #expect(lock.withLock { true })
    }

    /// Two threads take turns, each waiting for the other.
    @Test func aConditionWakesAWaitingThread() throws {
        let turns = Turns()
        let other = try TestThread { for _ in 0..<100 { turns.take(1) } }
        for _ in 0..<100 { turns.take(0) }
        other.join()
        #expect(turns.taken == 200)
    }

    /// `@unchecked Sendable`: the count is only touched under the lock.
    private final class Turns: @unchecked Sendable {
        private let lock = Lock()
        private let changed: Condition
        private var count = 0

        init() { changed = Condition(lock) }

        var taken: Int { lock.withLock { count } }

        func take(_ remainder: Int) {
            lock.withLock {
                while count % 2 != remainder { changed.wait() }
                count += 1
                changed.broadcast()
            }
        }
    }
}
