import Foundation
import Measuring

/// What an innocent client has measured, in microseconds, and the server's memory meanwhile, in MiB.
struct Measured {
    let reads: [Double]
    let refreshes: [Double]
    let signIns: [Double]
    let memory: [Double]

    static func show(alone: Measured, flooded: Measured) {
        let all = (alone.reads + alone.refreshes + alone.signIns, flooded.reads + flooded.refreshes + flooded.signIns)
        show("all", all.0, all.1)
        show("reads", alone.reads, flooded.reads)
        show("refreshes", alone.refreshes, flooded.refreshes)
        show("logins", alone.signIns, flooded.signIns)
        // The first quarter fills pools and caches.
        let quarters = (1..<4).map { quarter in
            let count = flooded.memory.count
            let part = flooded.memory[(count * quarter / 4)..<(count * (quarter + 1) / 4)]
            return part.max() ?? 0
        }
        let before = alone.memory.max() ?? 0
        print(
            "memory: \(before.short) MiB before; at most \(quarters.map(\.short).joined(separator: ", ")) MiB in the "
                + "second, third and last quarter of the flood")
    }

    private static func show(_ name: String, _ alone: [Double], _ flooded: [Double]) {
        guard !alone.isEmpty, !flooded.isEmpty else { return }
        let (a, b) = (alone.sorted(), flooded.sorted())
        let (p50, p99) = (Samples.quantile(0.5, of: a), Samples.quantile(0.99, of: a))
        let (q50, q99) = (Samples.quantile(0.5, of: b), Samples.quantile(0.99, of: b))
        print(
            "\(name): p50 \(p50.short) us alone, \(q50.short) us flooded; p99 \(p99.short) us alone, \(q99.short) us "
                + "flooded: \((q99 / p99).asRatio) (\(a.count) and \(b.count) requests)")
    }
}
