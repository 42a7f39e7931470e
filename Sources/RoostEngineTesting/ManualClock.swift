import Foundation

/// A clock that stands still while someone sleeps by it, until it is told to wake them.
///
/// `@unchecked Sendable`: what changes is only touched under the lock.
package final class ManualClock: Clock, @unchecked Sendable {
    package struct Instant: InstantProtocol {
        package var offset: Duration
        package func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        package func duration(to other: Instant) -> Duration { other.offset - offset }
        package static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct Sleeper {
        let deadline: Instant
        let wait: Duration
        let continuation: CheckedContinuation<Void, any Error>
    }

    private let lock = NSLock()
    private var time = Instant(offset: .zero)
    private var sleepers: [UUID: Sleeper] = [:]
    private var watchers: [CheckedContinuation<Duration, Never>] = []

    package init() {}

    package var now: Instant { lock.withLock { time } }
    package var minimumResolution: Duration { .zero }

    package func advance(_ duration: Duration) { lock.withLock { time = time.advanced(by: duration) } }

    /// Waits until someone sleeps, and returns for how long they want to; less than zero when cancelled.
    package func sleeper() async -> Duration {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let wait = lock.withLock { () -> Duration? in
                    if Task.isCancelled { return .seconds(-1) }
                    if let sleeper = sleepers.values.first { return sleeper.wait }
                    watchers.append(continuation)
                    return nil
                }
                if let wait { continuation.resume(returning: wait) }
            }
        } onCancel: {
            let left = lock.withLock {
                defer { watchers = [] }
                return watchers
            }
            for watcher in left { watcher.resume(returning: .seconds(-1)) }
        }
    }

    /// Moves the time to the end of the sleep that is the longest, and wakes everyone.
    package func wake() {
        let woken = lock.withLock {
            defer { sleepers = [:] }
            time = sleepers.values.map(\.deadline).reduce(time, max)
            return Array(sleepers.values)
        }
        for sleeper in woken { sleeper.continuation.resume() }
    }

    package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let id = UUID()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let told = lock.withLock { () -> [CheckedContinuation<Duration, Never>]? in
                    // Under the lock: a cancellation comes either before or finds the sleeper.
                    if Task.isCancelled { return nil }
                    let wait = time.duration(to: deadline)
                    sleepers[id] = Sleeper(deadline: deadline, wait: wait, continuation: continuation)
                    defer { watchers = [] }
                    return watchers
                }
                guard let told else { return continuation.resume(throwing: CancellationError()) }
                for watcher in told { watcher.resume(returning: now.duration(to: deadline)) }
            }
        } onCancel: {
            lock.withLock { sleepers.removeValue(forKey: id) }?.continuation.resume(throwing: CancellationError())
        }
    }
}
