/// How long to wait until the size is looked at again.
struct SizePace: Sendable, Hashable {
    /// From the shortest to the usual wait.
    var range: ClosedRange<Duration>

    /// The usual wait, or the time in which the size reaches the next threshold above it if it grows as it just did.
    ///
    /// - Parameters:
    ///   - bytes: the size now.
    ///   - growth: bytes by which it has grown in the time before, which must not be zero.
    ///   - time: that time.
    ///   - thresholds: the sizes to be noticed.
    func interval(bytes: Int, growth: Int, in time: Duration, thresholds: some Sequence<Int>) -> Duration {
        guard growth > 0, time > .zero, let next = thresholds.filter({ $0 >= bytes }).min() else {
            return range.upperBound
        }
        // In floating point, because a duration times a number of bytes may be too long for a duration.
        let seconds = time.inSeconds * Double(next - bytes) / Double(growth)
        guard seconds < range.upperBound.inSeconds else { return range.upperBound }
        return Duration.seconds(seconds).clamped(to: range)
    }

    /// How long to wait after so many rounds in a row have failed.
    func interval(afterFailures count: Int) -> Duration {
        (range.lowerBound * (1 << min(max(count - 1, 0), 30))).clamped(to: range)
    }
}
