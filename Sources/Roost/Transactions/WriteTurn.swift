import RoostEngine

/// Lets one write transaction at a time run, and upkeep between them: a mutex alone would let writers that come again and
/// again keep a sweep out for long.
///
/// While upkeep waits it takes turns with the writers, so that either waits for one of the others at most. Otherwise the
/// order is that of the scheduler, which costs least.
///
/// `@unchecked Sendable`: the variables are only touched under the lock.
final class WriteTurn: @unchecked Sendable {
    enum Kind { case writer, upkeep }

    private let lock: Lock
    private let freed: RoostEngine.Condition
    private var isTaken = false
    /// Whose turn it was last.
    private var latest = Kind.writer
    private var waitingWriters = 0
    private var waitingUpkeep = 0

    init() {
        lock = Lock()
        freed = RoostEngine.Condition(lock)
    }

    /// Runs the body when its turn comes.
    func take<T>(_ kind: Kind, _ body: () throws -> T) rethrows -> T {
        lock.withLock {
            if mustWait(kind) { wait(kind) }
            isTaken = true
            latest = kind
        }
        defer {
            lock.withLock {
                isTaken = false
                // Both kinds may wait, and only one of them may be next.
                if waitingUpkeep > 0 { freed.broadcast() } else if waitingWriters > 0 { freed.signal() }
            }
        }
        return try body()
    }

    private func mustWait(_ kind: Kind) -> Bool {
        isTaken || (kind == latest && (kind == .writer ? waitingUpkeep : waitingWriters) > 0)
    }

    private func wait(_ kind: Kind) {
        change(kind, by: 1)
        while mustWait(kind) { freed.wait() }
        change(kind, by: -1)
    }

    private func change(_ kind: Kind, by number: Int) {
        switch kind {
        case .writer: waitingWriters += number
        case .upkeep: waitingUpkeep += number
        }
    }
}
