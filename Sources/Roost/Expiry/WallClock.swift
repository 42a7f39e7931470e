import Foundation
import RoostEngine

/// The time by which records expire. It never goes backwards as long as the store is open.
final class WallClock: Sendable {
    private let read: @Sendable () -> Date
    private let latest = Guarded<UInt64>(0)

    init(_ read: @escaping @Sendable () -> Date) {
        self.read = read
    }

    /// Milliseconds since 1970. A clock that is set back stands still here until it has caught up.
    var now: UInt64 {
        let time = reading
        return latest.withLock { latest in
            latest = max(latest, time)
            return latest
        }
    }

    /// What the clock says at the moment, in milliseconds since 1970, be it earlier than before.
    var reading: UInt64 { ExpiryTime.now(read()) }
}
