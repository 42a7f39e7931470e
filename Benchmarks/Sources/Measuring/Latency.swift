/// How long single operations took while several ran at once, where a median of the throughput does not tell.
package struct Latency: Codable, Sendable {
    /// The name of the workload.
    package var workload: String
    /// Who did it.
    package var contender: Contender
    /// Microseconds.
    package var unit: String
    /// Half of the operations took no longer.
    package var p50: Double
    /// All but a hundredth took no longer.
    package var p99: Double
    /// The longest.
    package var max: Double
    /// How many operations there were.
    package var n: Int

    /// Sums up operations; nil when there are none.
    package init?(workload: String, contender: Contender, samples: Samples) {
        guard let longest = samples.values.max() else { return nil }
        let sorted = samples.values.sorted()
        self.workload = workload
        self.contender = contender
        unit = "us"
        p50 = (Samples.quantile(0.5, of: sorted) * 10).rounded() / 10
        p99 = (Samples.quantile(0.99, of: sorted) * 10).rounded() / 10
        max = (longest * 10).rounded() / 10
        n = sorted.count
    }
}
