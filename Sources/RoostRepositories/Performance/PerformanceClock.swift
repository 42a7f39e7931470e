/// A clock of any type, reduced to what a ``PerformanceMonitor`` needs of it.
struct PerformanceClock: Sendable {
    /// What its checks are repeated by.
    let loop: LoopClock
    /// How long the clock has run since this value was made. Never decreases.
    let uptime: @Sendable () -> Duration
    /// When this value was made, where the clock is the one by which a database measures.
    private let epoch: ContinuousClock.Instant?

    init<C: Clock<Duration>>(_ clock: C) {
        let start = clock.now
        loop = LoopClock(clock)
        uptime = { start.duration(to: clock.now) }
        epoch = start as? ContinuousClock.Instant
    }

    /// The uptime at the end of what a database has measured just now, without a look at the clock where possible.
    func uptime(from start: ContinuousClock.Instant, for duration: Duration) -> Duration {
        guard let epoch else { return uptime() }
        return epoch.duration(to: start) + duration
    }
}
