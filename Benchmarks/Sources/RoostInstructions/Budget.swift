import Foundation
import Measuring

/// How many instructions an operation of each workload may take: lines of a file, as in `get 4200`.
struct Budget {
    /// What lies within this share of the budget is no change.
    private static let tolerance = 0.05

    private let counts: [String: Int]

    init(at file: URL) throws {
        let lines = String(decoding: try Data(contentsOf: file), as: UTF8.self).split(separator: "\n")
        counts = Dictionary(
            uniqueKeysWithValues: lines.compactMap { line in
                let words = line.split(separator: " ")
                guard words.count == 2, let count = Int(words[1]) else { return nil }
                return (String(words[0]), count)
            })
    }

    /// Writes what was counted as the budget.
    static func write(_ counted: [(name: String, count: Int)], to file: URL) throws {
        let compiler = Command.output(["swift", "--version"])?.split(separator: "\n").first ?? "an unknown compiler"
        let head = """
            # Instructions of one operation, or of one record, counted by `make bench-instructions`.
            # Refresh with `make bench-instructions BENCH_ARGS=--refresh`, and say in the commit why a count has grown.
            # \(compiler)

            """
        let text = head + counted.map { "\($0.name) \($0.count)\n" }.joined()
        try Data(text.utf8).write(to: file)
    }

    /// What was counted beside the budget, and the workloads that are over it or missing on one side.
    func compare(_ counted: [(name: String, count: Int)]) -> (table: String, failures: [String]) {
        var table = TextTable(["workload", "budget", "counted", "change"])
        var failures: [String] = []
        for (name, count) in counted {
            guard let budget = counts[name] else {
                table.add([name, "-", "\(count)", "new"])
                failures.append("\(name) has no budget")
                continue
            }
            let change = Double(count) / Double(budget) - 1
            table.add([name, "\(budget)", "\(count)", String(format: "%+.1f %%", change * 100)])
            if change > Self.tolerance { failures.append("\(name) takes \(count) instructions, not \(budget)") }
        }
        for name in counts.keys.sorted() where !counted.contains(where: { $0.name == name }) {
            failures.append("\(name) was not counted")
        }
        return (table.text, failures)
    }
}
