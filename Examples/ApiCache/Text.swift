import Foundation

/// Prints a row of a table.
func row(_ title: String, _ cells: [String]) {
    print("  " + title.padding(toLength: 28, withPad: " ", startingAt: 0) + cells.map { aligned($0) }.joined())
}

func percent(_ part: Double) -> String {
    String(format: "%.1f %%", part * 100)
}

func seconds(_ duration: Duration) -> String {
    String(format: "%.0f s", duration / .seconds(1))
}

private func aligned(_ text: String) -> String {
    String(repeating: " ", count: max(1, 16 - text.count)) + text
}
