/// Counts who is inside a store, so that it is closed when nobody is, and how often it is called.
///
/// `@unchecked Sendable`: every variable is only touched under the lock.
final class StoreGate: @unchecked Sendable {
    private enum State { case open, closing, closed }

    private let lock = Lock()
    private let changed: Condition
    private var state = State.open
    private var inside = 0
    private var calls = EngineCalls()

    init() { changed = Condition(lock) }

    var callCount: EngineCalls { lock.withLock { calls } }

    func count(_ change: (inout EngineCalls) -> Void) { lock.withLock { change(&calls) } }

    /// Every call that succeeds is followed by one of ``leave()``.
    func enter(_ change: (inout EngineCalls) -> Void = { _ in }) throws(EngineError) {
        try lock.withLock { () throws(EngineError) in
            guard state == .open else { throw EngineError(.closed, "the store is closed") }
            inside += 1
            change(&calls)
        }
    }

    func leave() {
        lock.withLock {
            inside -= 1
            if inside == 0, state == .closing { changed.broadcast() }
        }
    }

    /// Lets nobody in any more, waits until everybody has left and runs `close`, once. Later callers wait for its end.
    func shut(_ close: () -> Void) {
        let isFirst = lock.withLock {
            if state != .open {
                while state != .closed { changed.wait() }
                return false
            }
            state = .closing
            while inside > 0 { changed.wait() }
            return true
        }
        guard isFirst else { return }
        close()
        lock.withLock {
            state = .closed
            changed.broadcast()
        }
    }
}
