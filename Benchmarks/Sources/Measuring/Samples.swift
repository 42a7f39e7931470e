/// Measured times in microseconds per operation.
package struct Samples: Sendable {
    /// In the order they were measured.
    package private(set) var values: [Double] = []

    /// No samples.
    package init() {}

    /// Adds one.
    package mutating func add(nanoseconds: UInt64, operations: Int) {
        values.append(Double(nanoseconds) / 1_000 / Double(operations))
    }

    /// Adds one.
    package mutating func add(microseconds: Double) {
        values.append(microseconds)
    }

    /// Adds those of another run.
    package mutating func add(_ other: Samples) {
        values += other.values
    }

    /// The sample below which a share of all lies, by the nearest rank.
    package static func quantile(_ share: Double, of sorted: [Double]) -> Double {
        guard !sorted.isEmpty else { return .nan }
        let rank = Int((share * Double(sorted.count)).rounded(.up)) - 1
        return sorted[min(max(rank, 0), sorted.count - 1)]
    }
}
