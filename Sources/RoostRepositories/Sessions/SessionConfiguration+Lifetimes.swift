import Foundation

extension SessionConfiguration {
    /// The latest moment a session that begins now can live to.
    func absoluteExpiry(from now: Date) -> Date {
        Self.moment(absoluteLifetime, after: now)
    }

    /// Until when activity now lets a session live.
    func expiry(from now: Date, notAfter absolute: Date) -> Date {
        min(Self.moment(idleLifetime, after: now), absolute)
    }

    /// Until when an access token that is made now lets requests in.
    func accessExpiry(from now: Date, notAfter absolute: Date) -> Date {
        min(Self.moment(accessLifetime, after: now), absolute)
    }

    private static func moment(_ seconds: TimeInterval?, after now: Date) -> Date {
        guard let seconds else { return .distantFuture }
        // Rounded as what the database stores of it is.
        let milliseconds = ((now.timeIntervalSinceReferenceDate + seconds) * 1_000).rounded(.up)
        return min(Date(timeIntervalSinceReferenceDate: milliseconds / 1_000), .distantFuture)
    }
}
