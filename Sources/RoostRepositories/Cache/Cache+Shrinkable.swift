/// A cache gives room back when a ``SizeMonitor`` asks for it: down to its budget's low-water mark.
extension Cache: Shrinkable {
    /// Makes the cache as small as its budget's low-water mark. See `shrinkToBudget()`.
    public func shrink() async throws -> ShrinkReport {
        let report = try await shrinkToBudget()
        return ShrinkReport(removed: report.evicted, freedBytes: report.freedBytes)
    }
}
