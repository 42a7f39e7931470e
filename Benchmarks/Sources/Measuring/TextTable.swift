/// Columns of text: the first one to the left, the others to the right.
package struct TextTable {
    private var lines: [[String]]

    /// A table with a head.
    package init(_ head: [String]) {
        lines = [head]
    }

    /// Adds a line.
    package mutating func add(_ line: [String]) {
        lines.append(line)
    }

    /// The whole table.
    package var text: String {
        let columns = lines.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            lines.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        return lines.map { line in
            line.enumerated().map { column, text in
                let padding = String(repeating: " ", count: widths[column] - text.count)
                return column == 0 ? text + padding : padding + text
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}
