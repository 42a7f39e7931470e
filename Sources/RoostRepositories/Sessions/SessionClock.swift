import Dispatch

/// What runs on while the time of day is set: for everything that lasts so long, and does not end at a given moment.
struct SessionClock: Sendable {
    /// The time that has passed since some moment; it only grows.
    var instant: @Sendable () -> ContinuousClock.Instant = { .now }
    /// Runs something on a queue, no earlier than in so long.
    var run: @Sendable (DispatchQueue, Duration, @escaping @Sendable () -> Void) -> Void = { queue, delay, body in
        let (seconds, attoseconds) = delay.components
        let nanoseconds = Int(clamping: seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
        queue.asyncAfter(deadline: .now() + .nanoseconds(nanoseconds), execute: body)
    }
}
