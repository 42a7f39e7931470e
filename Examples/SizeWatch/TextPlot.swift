/// The curve in characters.
struct TextPlot {
    private static let columns = 72
    private static let rows = 15

    let curve: Curve

    func show() {
        var cells = Array(repeating: Array(repeating: Character(" "), count: Self.columns), count: Self.rows)
        for line in curve.lines {
            for column in stride(from: 0, to: Self.columns, by: 2) { cells[row(line.bytes)][column] = "-" }
        }
        for column in 0..<Self.columns {
            guard let bytes = bytes(inColumn: column) else { continue }
            let top = row(bytes)
            cells[top][column] = "█"
            for row in (top + 1)..<max(Self.rows, top + 1) { cells[row][column] = "░" }
        }
        for (row, line) in cells.enumerated() {
            print("  " + label(row).aligned(to: 6) + " │" + String(line))
        }
        print("      0 └" + String(repeating: "─", count: Self.columns))
        print("     MB  0 s" + secondsText(curve.duration).aligned(to: Self.columns - 3))
    }

    /// The largest size in the time of a column, or the one before where none was taken.
    private func bytes(inColumn column: Int) -> Int? {
        let width = curve.duration / Double(Self.columns)
        let end = Double(column + 1) * width
        let inside = curve.points.filter { $0.seconds >= end - width && $0.seconds <= end }
        return inside.map(\.bytesOnDisk).max() ?? curve.points.last { $0.seconds < end }?.bytesOnDisk
    }

    private func row(_ bytes: Int) -> Int {
        let row = Self.rows - 1 - bytes * Self.rows / max(curve.height, 1)
        return min(max(row, 0), Self.rows - 1)
    }

    private func label(_ row: Int) -> String {
        curve.lines.first { self.row($0.bytes) == row }.map { String($0.bytes / 1_000_000) } ?? ""
    }
}
