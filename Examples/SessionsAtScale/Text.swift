import Foundation

/// Prints a row of a table.
func row(_ title: String, _ cells: [String]) {
    print("  " + title.padding(toLength: 22, withPad: " ", startingAt: 0) + cells.map { aligned($0) }.joined())
}

/// A duration in the unit that suits it.
func text(_ duration: Duration) -> String {
    let seconds = duration / .seconds(1)
    return switch seconds {
    case ..<0.001: String(format: "%.0f µs", seconds * 1_000_000)
    case ..<1: String(format: "%.1f ms", seconds * 1_000)
    default: String(format: "%.2f s", seconds)
    }
}

func rate(_ count: Int, in elapsed: Duration) -> String {
    grouped(Int(Double(count) / max(elapsed / .seconds(1), 0.000_001)))
}

func megabytes(_ bytes: Int) -> String {
    String(format: "%.1f MB", Double(bytes) / 1_000_000)
}

/// The number with its thousands set apart.
func grouped(_ number: Int) -> String {
    var digits = String(number)
    var position = digits.count - 3
    while position > 0 {
        digits.insert(",", at: digits.index(digits.startIndex, offsetBy: position))
        position -= 3
    }
    return digits
}

private func aligned(_ text: String) -> String {
    String(repeating: " ", count: max(1, 12 - text.count)) + text
}
