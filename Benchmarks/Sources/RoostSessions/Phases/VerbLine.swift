import Contenders
import Measuring

/// How long single calls of a verb took, in microseconds.
struct VerbLine: Codable, Sendable {
    var verb: String
    /// `relaxed` or `full`.
    var durability: String
    var contender: Contender
    var p50: Double
    var p99: Double
    var p999: Double
    var longest: Double
    var n: Int

    init(_ verb: SingleVerb, _ durability: StoreDurability, _ contender: Contender, _ samples: Samples) {
        let sorted = samples.values.sorted()
        self.verb = verb.rawValue
        self.durability = durability.rawValue
        self.contender = contender
        p50 = Samples.quantile(0.5, of: sorted)
        p99 = Samples.quantile(0.99, of: sorted)
        p999 = Samples.quantile(0.999, of: sorted)
        longest = Samples.quantile(1, of: sorted)
        n = sorted.count
    }
}
