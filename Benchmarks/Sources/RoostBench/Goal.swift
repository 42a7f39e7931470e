import Measuring

/// What a workload has to reach, as a ratio within one run.
enum Goal {
    /// At least so many times as fast as another contender.
    case faster(Double, than: Contender)
    /// At most so many times what another contender takes.
    case atMost(Double, times: Contender)
    /// At most so many microseconds more than another contender.
    case overhead(Double, over: Contender)
    /// At least so many times the throughput of another workload of Roost.
    case throughput(Double, of: String)
    /// At most so many microseconds.
    case microseconds(Double)

    /// What was measured, beside what was wanted.
    struct Verdict {
        let wanted: String
        let measured: String
        let isMet: Bool
    }

    /// Compares; nil when something it needs was not measured.
    func verdict(of workload: String, in rows: [Row]) -> Verdict? {
        func median(_ contender: Contender, _ name: String = workload) -> Double? {
            rows.first { $0.workload == name && $0.contender == contender }?.median
        }
        guard let roost = median(.roost) else { return nil }
        switch self {
        case .faster(let factor, let other):
            guard let other = median(other) else { return nil }
            return Verdict(wanted: wanted, measured: (other / roost).asRatio, isMet: other >= factor * roost)
        case .atMost(let factor, let other):
            guard let other = median(other) else { return nil }
            return Verdict(wanted: wanted, measured: (roost / other).asRatio, isMet: roost <= factor * other)
        case .overhead(let limit, let other):
            guard let other = median(other) else { return nil }
            return Verdict(wanted: wanted, measured: "\((roost - other).short) us", isMet: roost - other <= limit)
        case .throughput(let factor, let name):
            guard let other = median(.roost, name) else { return nil }
            return Verdict(wanted: wanted, measured: (other / roost).asRatio, isMet: other >= factor * roost)
        case .microseconds(let limit):
            return Verdict(wanted: wanted, measured: "\(roost.short) us", isMet: roost <= limit)
        }
    }

    private var wanted: String {
        switch self {
        case .faster(let factor, let other): "\(factor.short)x as fast as \(other.rawValue)"
        case .atMost(let factor, let other): "at most \(factor.short)x \(other.rawValue)"
        case .overhead(let limit, let other): "at most \(limit.short) us above \(other.rawValue)"
        case .throughput(let factor, let name): "\(factor.short)x the throughput of \(name)"
        case .microseconds(let limit): "at most \(limit.short) us"
        }
    }
}

extension Goal {
    /// The goals of a workload.
    static func goals(of workload: String) -> [Goal] {
        switch workload {
        case "encode", "decode": [.faster(8, than: .foundation)]
        case "bulk-insert": [.atMost(2, times: .floor), .faster(3, than: .grdb)]
        case "get": [.faster(10, than: .grdb), .faster(2, than: .grdbTuned)]
        case "get-in-scope": [.atMost(2, times: .floor), .faster(1, than: .grdbTuned)]
        case "index-equality": [.faster(3, than: .grdb), .faster(1, than: .grdbTuned)]
        case "full-scan": [.faster(4, than: .grdb)]
        case _ where workload.hasPrefix("keys-range") || workload.hasPrefix("count-range"):
            [.atMost(1.3, times: .floor)]
        case "order-limit-20": [.faster(3, than: .grdb)]
        case "insert-relaxed", "update-indexed": [.faster(3, than: .grdb)]
        case "insert-full-32-writers": [.throughput(8, of: "insert-full")]
        case "longest-put": [.microseconds(100_000)]
        case "read-scope": [.overhead(2, over: .floor)]
        default: []
        }
    }
}
