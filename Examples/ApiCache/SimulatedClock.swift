import Foundation

/// A time that moves when the program says so, so that nobody has to wait for what expires.
final class SimulatedClock: Sendable {
    private let lock = NSLock()
    // Read and written under the lock only.
    nonisolated(unsafe) private var time = Date(timeIntervalSince1970: 1_800_000_000)

    /// For the options of the database, whose time is that of all that is in it.
    var read: @Sendable () -> Date {
        { self.now }
    }

    var now: Date { lock.withLock { time } }

    func advance(by seconds: TimeInterval) {
        lock.withLock { time += seconds }
    }
}
