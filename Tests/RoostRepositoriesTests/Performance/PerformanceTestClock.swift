import Foundation

/// A clock that stands still until it is moved; sleeping moves it, so that nobody waits.
///
/// `@unchecked Sendable`: the time is only touched under the lock.
final class PerformanceTestClock: Clock, @unchecked Sendable {
    struct Instant: InstantProtocol {
        var offset: Duration
        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private let lock = NSLock()
    private var time = Instant(offset: .zero)
    private var naps = 0

    var now: Instant { lock.withLock { time } }
    var minimumResolution: Duration { .zero }
    var sleepCount: Int { lock.withLock { naps } }

    func advance(_ seconds: Double) { lock.withLock { time = time.advanced(by: .seconds(seconds)) } }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        await Task.yield()
        lock.withLock {
            naps += 1
            time = max(time, deadline)
        }
    }
}
