public import Foundation

/// How a ``PerformanceMonitor`` works.
public struct PerformanceMonitorOptions: Sendable {
    /// What is watched. Size, slow queries and the error rate, with their defaults, unless said otherwise. There may be
    /// several of a kind.
    public var triggers: [PerformanceTrigger] = [.size(), .slowQuery(), .errorRate()]
    /// The time between two checks of `run(_:)`: five seconds unless said otherwise, from a millisecond to a day. It is
    /// also the longest that `run(_:)` takes to notice that the database was closed.
    public var interval = Duration.seconds(5)
    /// A commit that takes longer is a stall: 100 ms unless said otherwise.
    public var stallLimit = Duration.milliseconds(100)
    /// Told of each event, on the thread that noticed it, which may be inside a transaction: it should be quick and must
    /// not use the database.
    public var handler: (@Sendable (PerformanceEvent) -> Void)?

    /// The defaults.
    public init() {}

    func validate() throws {
        for trigger in triggers { try trigger.condition.validate() }
        guard interval >= .milliseconds(1), interval <= .seconds(86_400) else {
            throw PerformanceOptionError("interval is \(interval); it has to be from 1 ms to a day")
        }
        guard stallLimit >= .zero else {
            throw PerformanceOptionError("stallLimit is \(stallLimit), less than nothing")
        }
    }
}

/// An option of a ``PerformanceMonitor`` is out of its domain.
public struct PerformanceOptionError: Error, Sendable, CustomStringConvertible {
    /// A sentence for a developer.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension PerformanceOptionError: LocalizedError {
    /// The same text as `description`.
    public var errorDescription: String? { description }
}

extension PerformanceTrigger.Condition {
    func validate() throws {
        switch self {
        case .size(let limit, let relaxedBelow, let coolDown):
            guard limit > 0, relaxedBelow > 0, relaxedBelow <= limit else {
                throw PerformanceOptionError("a size of \(limit) and a lower mark of \(relaxedBelow) bytes")
            }
            guard coolDown >= .zero else { throw PerformanceOptionError("a cool-down of \(coolDown)") }
        case .slowQuery(let limit, let quiet):
            guard limit >= .zero, quiet >= .zero else {
                throw PerformanceOptionError("a limit of \(limit) and quiet for \(quiet)")
            }
        case .errorRate(let limit, let window, let minimum, _):
            guard (0...1).contains(limit), minimum > 0 else {
                throw PerformanceOptionError("an error rate of \(limit) of \(minimum) transactions")
            }
            guard window >= .milliseconds(1), window <= .seconds(86_400) else {
                throw PerformanceOptionError("a window of \(window); it has to be from 1 ms to a day")
            }
        }
    }
}
