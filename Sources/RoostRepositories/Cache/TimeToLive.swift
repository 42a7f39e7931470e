public import Foundation

/// How long an entry lives, from the moment it is stored: `60`, `0.25`, `.duration(.minutes(5))`, `.forever`.
///
/// 0 and less is no life at all: what is stored so is not stored, and what was there under its key is removed. Times are
/// kept to the millisecond, rounded up.
public struct TimeToLive: Sendable, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    enum Rule: Sendable {
        case standard
        case kept
        case seconds(TimeInterval)
    }

    let rule: Rule

    /// As long as ``CacheOptions/timeToLive`` says.
    public static let standard = TimeToLive(rule: .standard)
    /// As long as the value it replaces would have lived; where there is none that is fresh, as ``standard``.
    public static let keep = TimeToLive(rule: .kept)
    /// Until it is removed or evicted.
    public static let forever = TimeToLive.seconds(.infinity)

    /// So many seconds; infinity is ``forever``, NaN is refused where it is used.
    public static func seconds(_ seconds: TimeInterval) -> TimeToLive { TimeToLive(rule: .seconds(seconds)) }

    /// As long as a duration.
    public static func duration(_ duration: Duration) -> TimeToLive { .seconds(duration / .seconds(1)) }

    private init(rule: Rule) {
        self.rule = rule
    }

    /// So many seconds.
    public init(integerLiteral seconds: Int) {
        self.init(rule: .seconds(TimeInterval(seconds)))
    }

    /// So many seconds.
    public init(floatLiteral seconds: TimeInterval) {
        self.init(rule: .seconds(seconds))
    }
}
