import Foundation

/// Moments of expiry as they are stored: whole milliseconds since 1970-01-01 00:00 UTC.
///
/// A record is expired from the moment it says on: `now >= expiry`. So an expiry is rounded up and `now` down, and
/// nothing expires early.
enum ExpiryTime {
    /// The largest that is stored, 2^63 - 1.
    static let latest = UInt64(Int64.max)

    private static let referenceDate = 978_307_200.0

    /// The stored form of seconds since the reference date, 2001-01-01 00:00 UTC; nil for never, which positive infinity
    /// is. Throws ``RoostError/Code/invalidArgument`` for what is no number.
    static func milliseconds(sinceReferenceDate seconds: Double) throws -> UInt64? {
        guard !seconds.isNaN else { throw RoostError(.invalidArgument, "NaN cannot be an expiry") }
        return seconds == .infinity ? nil : clamped(((seconds + referenceDate) * 1_000).rounded(.up))
    }

    /// The stored form of a moment `seconds` behind `now`; nil for never. Throws ``RoostError/Code/invalidArgument`` for
    /// what is no number.
    static func milliseconds(_ seconds: TimeInterval, after now: UInt64) throws -> UInt64? {
        guard !seconds.isNaN else { throw RoostError(.invalidArgument, "NaN cannot be a time to live") }
        return seconds == .infinity ? nil : clamped(Double(now) + (seconds * 1_000).rounded(.up))
    }

    /// A moment at hand, rounded down.
    static func now(_ date: Date) -> UInt64 {
        // A clock that says nothing sensible expires nothing.
        let milliseconds = (date.timeIntervalSince1970 * 1_000).rounded(.down)
        return milliseconds.isFinite ? clamped(milliseconds) : 0
    }

    /// The date of milliseconds since 1970.
    static func date(_ milliseconds: UInt64) -> Date {
        // From the reference date on: what is stored of a date is the nearest number of seconds since then.
        Date(timeIntervalSinceReferenceDate: (Double(milliseconds) - referenceDate * 1_000) / 1_000)
    }

    private static func clamped(_ milliseconds: Double) -> UInt64 {
        milliseconds < 0 ? 0 : milliseconds >= Double(latest) ? latest : UInt64(milliseconds)
    }
}
