import Roost

/// How long to wait between two sweeps.
///
/// A sweep costs a commit for each batch, and one that finds nothing costs almost nothing, but wakes the machine.
/// Expired records are absent whether they are swept or not; what waits costs bytes, and a little at every read. So the
/// pace aims at one full batch a sweep.
struct SweepPace: Sendable, Hashable {
    /// The interval never leaves this range.
    var range: ClosedRange<Duration>
    /// The number of records a sweep should find.
    var target: Int

    /// How long to wait after a sweep, when the wait before it was this long.
    ///
    /// - Nothing found: twice as long.
    /// - As many found as aimed at: as long as before; a multiple of that: so much shorter, down to a quarter; fewer:
    ///   longer, up to twice.
    /// - The oldest was due for more than two intervals: half as long at least. A record that cannot be read stays due
    ///   for ever and says nothing.
    /// - Postponed, because the clock has jumped: the shortest wait, since the next sweep decides.
    func interval(after report: SweepReport, waited: Duration) -> Duration {
        if report.isPostponed { return range.lowerBound }
        guard report.swept > 0 else { return (waited * 2).clamped(to: range) }
        var factor = min(max(Double(target) / Double(report.swept), 0.25), 2)
        if report.unreadable == 0, report.lag > waited * 2 { factor = min(factor, 0.5) }
        return (waited * factor).clamped(to: range)
    }

    /// How long to wait after so many sweeps in a row have failed.
    func interval(afterFailures count: Int) -> Duration {
        // No wait is as long as 2^30 times the shortest.
        (range.lowerBound * (1 << min(max(count - 1, 0), 30))).clamped(to: range)
    }
}
