public import Roost

/// What a clean-up has done.
public struct SessionCleanup: Sendable, Hashable {
    /// The sweep of the database: expired sessions, and whatever else has expired in it.
    public var sweep: SweepReport
}
