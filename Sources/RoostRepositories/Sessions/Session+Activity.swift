import Foundation

extension Session {
    /// Moves the idle expiry with activity; never back, and never past the absolute deadline.
    mutating func noteActivity(at now: Date, _ configuration: SessionConfiguration) {
        updatedAt = max(updatedAt, now)
        expiresAt = max(expiresAt, configuration.expiry(from: now, notAfter: absoluteExpiresAt))
    }
}
