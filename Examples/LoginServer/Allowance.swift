#if Hummingbird
import Foundation

/// How often something may be done: so many times at once, and then once in so many seconds.
///
/// All that is known of what was done is the moment from which the allowance is whole again. It moves ahead by the interval
/// each time, and may not be further ahead than all of the intervals of a burst.
struct Allowance: Sendable {
    /// At least 1.
    var burst: Int
    /// Seconds until one more is allowed.
    var interval: TimeInterval

    /// The longest that it takes to be whole again.
    var span: TimeInterval { Double(burst) * interval }

    /// How many seconds to wait until it may be done once more; 0 when it may be done now.
    func wait(wholeAt: Date?, now: Date) -> TimeInterval {
        // Dates are kept to the millisecond.
        let excess = (wholeAt ?? now).timeIntervalSince(now) + interval - span
        return excess > 0.001 ? excess : 0
    }

    /// When it is whole again after it was done once more.
    func spending(wholeAt: Date?, now: Date) -> Date {
        max(wholeAt ?? now, now).addingTimeInterval(interval)
    }

    /// When it is whole again after one is given back.
    func returning(wholeAt: Date) -> Date { wholeAt.addingTimeInterval(-interval) }
}
#endif
