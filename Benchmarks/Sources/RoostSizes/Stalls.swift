import Contenders
import Foundation
import Measuring
import Sessions

/// The longest of millions of single inserts, and where they were.
struct Stalls {
    /// The inserts of one contender.
    struct Line: Codable {
        var contender: Contender
        var puts: Int
        /// Inserts in a second, stalls included.
        var rate: Double
        /// Microseconds.
        var p50: Double
        var p99: Double
        var p999: Double
        var longest: Double
        /// The longest of each fiftieth of the inserts.
        var longestOfParts: [Double]
    }

    let folder: URL
    let puts: Int

    func run() throws -> [Line] {
        let dataset = Dataset(count: 10_000, more: 0)
        let types: [any SessionStore.Type] = [RoostStore.self, FloorStore.self]
        return try types.map { type in
            try FileSystem.empty(folder)
            let store = try type.init(at: folder, indexes: .usual, durability: .relaxed)
            let times = try StallWatch.insert(puts, into: store, from: dataset).values
            try store.close()
            let sorted = times.sorted()
            let part = max(1, times.count / 50)
            return Line(
                contender: type.contender, puts: puts, rate: Double(puts) / times.reduce(0, +) * 1_000_000,
                p50: Samples.quantile(0.5, of: sorted), p99: Samples.quantile(0.99, of: sorted),
                p999: Samples.quantile(0.999, of: sorted), longest: sorted.last ?? .nan,
                longestOfParts: stride(from: 0, to: times.count, by: part).map { start in
                    times[start..<min(start + part, times.count)].max() ?? 0
                })
        }
    }
}
