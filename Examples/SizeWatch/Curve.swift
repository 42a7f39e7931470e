import Foundation
import Roost

/// How the size went, with what happened meanwhile.
struct Curve: Sendable {
    struct Point: Sendable {
        /// Since the beginning.
        var seconds: Double
        /// All files of the store.
        var bytesOnDisk: Int
        /// The records and index entries as stored.
        var storedBytes: Int
    }

    struct Mark: Sendable {
        var seconds: Double
        var text: String
    }

    private(set) var points: [Point] = []
    private(set) var marks: [Mark] = []
    let lines: [(name: String, bytes: Int)] = [("threshold", 50_000_000), ("lower mark", 40_000_000)]
    private let start = ContinuousClock.now

    var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }

    /// The end of both axes.
    var duration: Double { max(points.last?.seconds ?? 0, 0.001) }
    var height: Int { max(60_000_000, (points.map(\.bytesOnDisk).max() ?? 0) * 11 / 10) }

    mutating func add(_ statistics: DatabaseStatistics) {
        let stored = statistics.tables.reduce(0) { sum, table in
            sum + table.storedBytes + table.indexes.reduce(0) { $0 + $1.storedBytes }
        }
        points.append(
            Point(seconds: seconds, bytesOnDisk: Int(clamping: statistics.bytesOnDisk), storedBytes: stored))
    }

    mutating func mark(_ text: String) {
        marks.append(Mark(seconds: seconds, text: text))
    }
}
