import Foundation
import Roost

/// A minute of one machine's readings. It is worth nothing after a while, and expires by itself.
struct Snapshot: Codable, Sendable {
    struct Reading: Codable, Sendable {
        var sensor: String
        var values: [Double]
    }

    static let timeToLive: TimeInterval = 120

    var number: Int?
    var machine: String
    var takenAt: Date
    var readings: [Reading]
}

extension Snapshot: Record {
    struct Fields: Sendable {
        let number = Field("number", \Snapshot.number)
        let machine = Field("machine", \Snapshot.machine)
        let takenAt = Field("takenAt", \Snapshot.takenAt)
    }

    static let table = Table("snapshots", fields: Fields(), autoIncrement: \Fields.number) {
        Index($0.machine, $0.takenAt)
    }.expiring(after: timeToLive)
}

extension Snapshot {
    /// Readings by chance, about 19 kB of JSON.
    init(at time: Date, using generator: inout some RandomNumberGenerator) {
        machine = "machine-\(Int.random(in: 1...50, using: &generator))"
        takenAt = time
        readings = []
        for sensor in ["temperature", "pressure", "vibration", "current"] {
            var values: [Double] = []
            for _ in 0..<250 { values.append(Double.random(in: 0..<1_000, using: &generator)) }
            readings.append(Reading(sensor: sensor, values: values))
        }
    }
}
