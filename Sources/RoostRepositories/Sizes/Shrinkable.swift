/// Something that can give bytes back when a database has grown too large, such as a cache with a budget.
public protocol Shrinkable: Sendable {
    /// Removes what it can do without, and no more than a budget asks for. Called off the main thread, by one round of a
    /// ``SizeMonitor`` at a time.
    func shrink() async throws -> ShrinkReport
}

/// What shrinking has removed.
public struct ShrinkReport: Sendable, Hashable {
    /// Records that were removed.
    public var removed: Int
    /// Their bytes. The files shrink by it when the database is compacted.
    public var freedBytes: Int

    /// A report.
    public init(removed: Int = 0, freedBytes: Int = 0) {
        self.removed = removed
        self.freedBytes = freedBytes
    }
}
