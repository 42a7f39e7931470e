public import Roost

/// What an ``ExpirySweeper`` tells of.
public enum SweepEvent: Sendable {
    /// A sweep has ended. The next begins after this time.
    case swept(SweepReport, next: Duration)
    /// A sweep has failed; what it had removed before stays removed. The next begins after this time.
    case failed(any Error, next: Duration)
}
