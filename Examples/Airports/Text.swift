import Foundation

extension BinaryInteger {
    /// The number with its thousands set apart, as in `28,298`.
    var grouped: String {
        var digits = String(magnitude)
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.insert(Substring(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        groups.insert(Substring(digits), at: 0)
        return (self < 0 ? "-" : "") + groups.joined(separator: ",")
    }
}

extension Double {
    /// The number with its thousands set apart and no more decimals than it has.
    var grouped: String {
        guard let integer = Int(exactly: self) else { return String(self) }
        return integer.grouped
    }
}

extension Duration {
    /// In milliseconds or seconds.
    var text: String {
        let seconds = self / .seconds(1)
        return seconds < 1
            ? String(format: "%.2f ms", seconds * 1_000) : String(format: "%.2f s", seconds)
    }
}

extension String {
    /// The text, filled up with spaces.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }

    /// The text behind as many spaces as it takes.
    func aligned(to width: Int) -> String {
        String(repeating: " ", count: Swift.max(0, width - count)) + self
    }
}
