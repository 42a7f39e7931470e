public import Foundation

extension Database {
    /// The time by which records expire, in whole milliseconds: that of ``DatabaseOptions/clock``, except that it never goes
    /// backwards while the database is open.
    ///
    /// What computes expiries or compares with them should go by it and not by the system's clock.
    public var now: Date { ExpiryTime.date(clock.now) }

    /// The same time, not rounded down: what remains of something that was stored is counted from it, so that it is less
    /// than what was given. It is never before ``now``, and less than a millisecond behind it.
    public var unroundedNow: Date { clock.unrounded }
}
