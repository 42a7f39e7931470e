/// A clock of any type, reduced to what a loop needs of it.
struct LoopClock: Sendable {
    /// Suspends the task; throws `CancellationError` when it is cancelled meanwhile.
    let sleep: @Sendable (Duration) async throws -> Void
    /// How long the clock has run since this value was made. Never decreases.
    let uptime: @Sendable () -> Duration

    init<C: Clock<Duration>>(_ clock: C) {
        let start = clock.now
        sleep = { try await clock.sleep(until: clock.now.advanced(by: $0), tolerance: nil) }
        uptime = { start.duration(to: clock.now) }
    }
}
