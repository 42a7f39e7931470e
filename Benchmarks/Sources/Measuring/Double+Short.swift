import Foundation

extension Double {
    /// Three digits that count, as in 0.123, 12.3 and 1235.
    package var short: String {
        guard isFinite else { return "-" }
        let magnitude = abs(self)
        let digits = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : magnitude >= 1 ? 2 : 3
        return String(format: "%.\(digits)f", self)
    }

    /// A ratio, as in 3.2x.
    package var asRatio: String {
        isFinite ? "\(short)x" : "-"
    }
}
