/// How often something took how long, in buckets that grow with the duration: eight for each doubling, so that what a
/// bucket is read as differs from what went into it by 6.25 % at most. Below eight nanoseconds it is exact.
struct LatencyHistogram: Sendable {
    /// Buckets of one doubling; a power of two.
    private static let stepBits = 3
    private static let steps = 1 << stepBits
    private static let bucketCount = (UInt64.bitWidth - stepBits + 1) << stepBits

    private var buckets = [UInt64](repeating: 0, count: bucketCount)
    private(set) var count: UInt64 = 0
    private(set) var longest = Duration.zero
    private(set) var total = Duration.zero

    mutating func add(_ duration: Duration) {
        buckets[Self.bucket(of: duration.wholeNanoseconds)] += 1
        count += 1
        total += duration
        if duration > longest { longest = duration }
    }

    /// The duration that a share of all, from 0 to 1, did not exceed; zero when there is none.
    ///
    /// - Complexity: looks at each bucket once.
    func quantile(_ share: Double) -> Duration {
        guard count > 0 else { return .zero }
        let rank = max(1, (share * Double(count)).rounded(.up))
        var seen: UInt64 = 0
        for (bucket, number) in buckets.enumerated() where number > 0 {
            seen += number
            if Double(seen) >= rank { return min(Self.middle(of: bucket), longest) }
        }
        return longest
    }

    static func bucket(of nanoseconds: UInt64) -> Int {
        guard nanoseconds >= steps else { return Int(nanoseconds) }
        let exponent = UInt64.bitWidth - 1 - nanoseconds.leadingZeroBitCount
        let step = Int(truncatingIfNeeded: nanoseconds >> (exponent - stepBits)) & (steps - 1)
        return (exponent - stepBits + 1) << stepBits + step
    }

    private static func middle(of bucket: Int) -> Duration {
        guard bucket >= steps else { return .nanoseconds(Int64(bucket)) }
        let shift = bucket >> stepBits - 1
        let lower = UInt64(steps + bucket & (steps - 1)) << shift
        return .nanoseconds(Int64(clamping: lower + (1 << shift) / 2))
    }
}

extension Duration {
    /// The nanoseconds, rounded down; what is negative is 0.
    fileprivate var wholeNanoseconds: UInt64 {
        let attoseconds = attoseconds
        // Dividing by 128 bits is slow, and few things take nine seconds.
        if let short = UInt64(exactly: attoseconds) { return short / 1_000_000_000 }
        return attoseconds < 0 ? 0 : UInt64(clamping: attoseconds / 1_000_000_000)
    }
}
