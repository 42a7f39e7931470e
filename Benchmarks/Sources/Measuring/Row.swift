/// What one contender took for one workload: a row of the results.
package struct Row: Codable, Sendable {
    /// The name of the workload.
    package var workload: String
    /// Who did it.
    package var contender: Contender
    /// Microseconds, of one operation; of one record for scans, ranges and bulk writes.
    package var unit: String
    /// The middle of the samples.
    package var median: Double
    /// A tenth of the samples were faster.
    package var p10: Double
    /// A tenth of the samples were slower.
    package var p90: Double
    /// A hundredth of the samples were slower.
    package var p99: Double
    /// How many samples there were.
    package var n: Int

    /// Sums up samples; nil when there are none.
    package init?(workload: String, contender: Contender, samples: Samples) {
        guard !samples.values.isEmpty else { return nil }
        let sorted = samples.values.sorted()
        self.workload = workload
        self.contender = contender
        unit = "us"
        median = Self.rounded(Samples.quantile(0.5, of: sorted))
        p10 = Self.rounded(Samples.quantile(0.1, of: sorted))
        p90 = Self.rounded(Samples.quantile(0.9, of: sorted))
        p99 = Self.rounded(Samples.quantile(0.99, of: sorted))
        n = sorted.count
    }

    /// The longest time, in place of all quantiles, and how many there were; nil when there are none.
    package init?(longestOf samples: Samples, workload: String, contender: Contender) {
        guard let longest = samples.values.max() else { return nil }
        var only = Samples()
        only.add(microseconds: longest)
        self.init(workload: workload, contender: contender, samples: only)
        n = samples.values.count
    }

    /// To nanoseconds: the clock gives no more.
    private static func rounded(_ value: Double) -> Double {
        (value * 10_000).rounded() / 10_000
    }
}
