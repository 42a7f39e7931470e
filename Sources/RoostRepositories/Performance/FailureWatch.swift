import Roost

/// Whether too many transactions fail.
struct FailureWatch: Sendable {
    enum Signal: Sendable, Hashable {
        case exceeded, relaxed
    }

    let limit: Double
    let minimum: Int
    let ignored: Set<RoostError.Code>
    private(set) var window: FailureWindow
    private(set) var isRaised = false

    init(above limit: Double, window: Duration, minimum: Int, ignoring ignored: Set<RoostError.Code>) {
        self.limit = limit
        self.minimum = minimum
        self.ignored = ignored
        self.window = FailureWindow(window)
    }

    /// Takes note of a transaction, and says whether it counts as failed.
    mutating func add(_ code: RoostError.Code?, at uptime: Duration) -> Bool {
        let failed = code.map { !ignored.contains($0) } ?? false
        window.add(failed: failed, at: uptime)
        return failed
    }

    /// Whether the rate has just gone above the limit, or back to half of it. In between nothing changes, so that a rate
    /// near the limit is told once.
    mutating func signal(at uptime: Duration) -> Signal? {
        window.advance(to: uptime)
        let counts = window.counts
        if isRaised {
            // A few transactions are no rate, unless all is well.
            guard counts.failures == 0 || counts.transactions >= minimum, counts.rate <= limit / 2 else { return nil }
            isRaised = false
            return .relaxed
        }
        guard counts.transactions >= minimum, counts.rate > limit else { return nil }
        isRaised = true
        return .exceeded
    }
}
