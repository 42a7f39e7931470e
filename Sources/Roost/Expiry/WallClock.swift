import Foundation
import RoostEngine

/// The time by which records expire: the only clock of a database. It never goes backwards as long as the store is open.
///
/// A reading that is more than a day ahead of what the time that has passed explains may be wrong. It counts only when
/// a later reading says the same: by the system's clock one that comes a second later or more, because two readings of one call
/// prove no more than one. So one wrong reading makes no record absent, and removes none.
///
/// While a reading does not count, and while the time of day has been set back, the time runs on by the running clock: what
/// lives for an hour ends an hour later, wherever the time of day has been meanwhile.
final class WallClock: Sendable {
    /// How far a reading may be ahead of what was expected, in milliseconds.
    static let believedJump: UInt64 = 86_400_000
    /// How far the time goes on before it is compared with the running clock anew, in milliseconds: not at each reading,
    /// because a look at that costs about as much.
    fileprivate static let anchorLife: UInt64 = 1_000

    /// What the clock said, and when: by a clock that only runs.
    fileprivate struct Look {
        var time: UInt64
        var instant: ContinuousClock.Instant

        /// The latest time that a reading at an instant may show.
        func latest(at instant: ContinuousClock.Instant) -> UInt64 {
            time.addingClamped(passed(until: instant)).addingClamped(WallClock.believedJump + WallClock.anchorLife)
        }

        /// Milliseconds.
        func passed(until instant: ContinuousClock.Instant) -> UInt64 {
            UInt64(max(0, (instant - self.instant) / .milliseconds(1)))
        }
    }

    private struct State {
        /// What the clock has told last; nil when it has told nothing yet.
        var told: UInt64?
        /// A reading that was believed.
        var anchor: Look
        /// The last reading, when it was too far ahead.
        var suspect: Look?
        /// What was told when the time of day was first found not to count; nil while it counts.
        var runsOn: Look?
    }

    private let read: @Sendable () -> Date
    private let instant: @Sendable () -> ContinuousClock.Instant
    /// How long after a reading that is too far ahead another one confirms it.
    private let confirmation: Duration
    /// Whether the time runs on while the time of day does not count; it stands still otherwise.
    private let runsOn: Bool
    private let state: Guarded<State>

    /// - Parameters:
    ///   - read: the time of day.
    ///   - instant: the clock that only runs.
    ///   - confirmation: how long after a reading that is too far ahead another one confirms it.
    ///   - runsOn: whether the time runs on while the time of day does not count.
    init(
        _ read: @escaping @Sendable () -> Date, confirmation: Duration = .zero, runsOn: Bool = true,
        instant: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.confirmation = confirmation
        self.runsOn = runsOn
        self.read = read
        self.instant = instant
        state = Guarded(State(anchor: Look(time: ExpiryTime.now(read()), instant: instant())))
    }

    /// Milliseconds since 1970. Runs on by the running clock while the time of day was set back, until it has caught up.
    var now: UInt64 { look(at: read()).now }

    /// The same time, with what is behind its milliseconds.
    var unrounded: Date {
        let date = read()
        let now = look(at: date).now
        let told = ExpiryTime.date(now)
        // While it runs on by itself, the time of day says another one.
        return ExpiryTime.now(date) == now ? max(date, told) : told
    }

    /// The time up to which what is expired may be removed for good: not one that the time of day once showed and has
    /// taken back. Nil while it is not known whether the time of day is right.
    var sweepTime: UInt64? {
        let (now, reading, isSuspicious) = look(at: read())
        return isSuspicious ? nil : min(now, reading)
    }

    private func look(at date: Date) -> (now: UInt64, reading: UInt64, isSuspicious: Bool) {
        let reading = ExpiryTime.now(date)
        return state.withLock { state in
            let isBelieved = believes(reading, &state)
            // The first reading of all is told to nobody: it may be the wrong one.
            let told = state.told ?? (isBelieved ? 0 : state.anchor.time)
            let now: UInt64
            if isBelieved, reading >= told {
                now = reading
                state.runsOn = nil
            } else if !runsOn {
                now = told
            } else {
                let look = state.runsOn ?? Look(time: told, instant: instant())
                state.runsOn = look
                now = max(told, look.time.addingClamped(look.passed(until: instant())))
            }
            state.told = now
            return (now, reading, !isBelieved)
        }
    }

    private func believes(_ reading: UInt64, _ state: inout State) -> Bool {
        if state.told == nil, reading < state.anchor.time {
            state.anchor = Look(time: reading, instant: instant())
        } else if reading >= state.anchor.time.addingClamped(Self.anchorLife) {
            let look = Look(time: reading, instant: instant())
            if reading > state.anchor.latest(at: look.instant) {
                guard let suspect = state.suspect, look.confirms(suspect) else {
                    state.suspect = look
                    return false
                }
                // The first of them goes on waiting for one that comes late enough.
                guard look.instant - suspect.instant >= confirmation else { return false }
            }
            state.anchor = look
        }
        state.suspect = nil
        return true
    }
}

extension WallClock.Look {
    /// Whether two readings that are too far ahead say the same.
    fileprivate func confirms(_ other: WallClock.Look) -> Bool {
        time.addingClamped(WallClock.believedJump) >= other.time && time <= other.latest(at: instant)
    }
}

extension UInt64 {
    fileprivate func addingClamped(_ other: UInt64) -> UInt64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
