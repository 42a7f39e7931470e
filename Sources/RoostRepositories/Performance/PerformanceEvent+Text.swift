import Roost

extension PerformanceEvent: CustomStringConvertible {
    /// One line, without stored values.
    public var description: String {
        switch self {
        case .sizeExceeded(let bytes, let limit):
            "size exceeded: \(PerformanceText.bytes(bytes)) of \(PerformanceText.bytes(limit)) on disk"
        case .sizeRelaxed(let bytes, let limit):
            "size relaxed: \(PerformanceText.bytes(bytes)) of \(PerformanceText.bytes(limit)) on disk"
        case .slowQuery(let query): "slow query: \(query)"
        case .errorRateExceeded(let rate): "error rate exceeded: \(rate)"
        case .errorRateRelaxed(let rate): "error rate relaxed: \(rate)"
        case .acted(let trigger, let duration, let before, let after):
            "\(trigger) acted: \(PerformanceText.bytes(before)) to \(PerformanceText.bytes(after)) on disk in \(PerformanceText.duration(duration))"
        case .failed(let step, let error): "\(step) failed: \(PerformanceText.error(error))"
        }
    }
}

extension SlowQuery: CustomStringConvertible {
    /// Duration, shape and counts, without stored values.
    public var description: String {
        let counts = report.counts
        var text = "\(PerformanceText.duration(report.duration)) for \(shape); \(counts.keysRead) keys read, "
        text += "\(counts.recordsRead) records read, \(counts.recordsDecoded) decoded"
        if suppressed > 0 { text += "; \(suppressed) more not told" }
        return text
    }
}

extension ErrorRate: CustomStringConvertible {
    /// The share, and what it is of.
    public var description: String {
        var text =
            "\(PerformanceText.percent(rate)) (\(failures) of \(transactions) transactions in \(PerformanceText.duration(window)), "
        text += "\(PerformanceText.percent(limit)) allowed)"
        if let latest { text += ", last \(latest)" }
        return text
    }
}

/// Numbers in words.
enum PerformanceText {
    static func bytes(_ bytes: Int) -> String {
        switch bytes {
        case ..<1_000: "\(bytes) B"
        case ..<1_000_000: "\(tenths(Double(bytes) / 1e3)) kB"
        case ..<1_000_000_000: "\(tenths(Double(bytes) / 1e6)) MB"
        default: "\(tenths(Double(bytes) / 1e9)) GB"
        }
    }

    static func duration(_ duration: Duration) -> String {
        let seconds = duration / .seconds(1)
        return switch seconds {
        case ..<1e-3: "\(tenths(seconds * 1e6)) µs"
        case ..<1: "\(tenths(seconds * 1e3)) ms"
        default: "\(tenths(seconds)) s"
        }
    }

    static func percent(_ share: Double) -> String { "\(tenths(share * 100)) %" }

    /// An error of Roost describes itself without stored values; who knows of another.
    static func error(_ error: any Error) -> String {
        if let error = error as? RoostError { return error.description }
        return "\(type(of: error))"
    }

    private static func tenths(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
