import Foundation

/// The time of the sessions, in whole milliseconds. Like the database's it never goes backwards.
///
/// `@unchecked Sendable`: everything that changes is behind the lock.
final class SessionClock: @unchecked Sendable {
    private let read: @Sendable () -> Date
    private let lock = NSLock()
    private var latest = Date.distantPast

    init(_ read: @escaping @Sendable () -> Date) {
        self.read = read
    }

    var now: Date {
        // Whole milliseconds are shorter as JSON, and what the database compares by.
        let seconds = (read().timeIntervalSinceReferenceDate * 1_000).rounded(.down) / 1_000
        return lock.withLock {
            latest = max(latest, Date(timeIntervalSinceReferenceDate: seconds))
            return latest
        }
    }
}
