import Measuring

/// The results as text and as charts.
struct Report {
    let system: SystemDescription
    let rows: [Row]
    let latencies: [Latency]
    let records: Int
    let jsonBytes: Int

    private var workloads: [String] {
        var seen: Set<String> = []
        return rows.map(\.workload).filter { seen.insert($0).inserted }
    }

    /// Everything, with what was wanted beside it, and with what others do better.
    var text: String {
        """
        \(system.text)
        \(records) records of \(jsonBytes) bytes of JSON; medians in microseconds

        \(table)

        \(goals)

        \(latencyTable)
        """
    }

    private var table: String {
        var table = TextTable(
            ["workload"] + Contender.allCases.map(\.rawValue) + [
                "grdb/roost", "tuned/roost", "roost/floor", "slower than",
            ])
        for workload in workloads {
            func median(_ contender: Contender) -> Double {
                rows.first { $0.workload == workload && $0.contender == contender }?.median ?? .nan
            }
            let roost = median(.roost)
            let faster = Contender.allCases.filter { $0 != .roost && $0 != .floor && median($0) < roost }
            table.add(
                [workload] + Contender.allCases.map { median($0).short }
                    + [
                        (median(.grdb) / roost).asRatio, (median(.grdbTuned) / roost).asRatio,
                        (roost / median(.floor)).asRatio, faster.map(\.rawValue).joined(separator: ", "),
                    ])
        }
        return table.text
    }

    private var goals: String {
        var table = TextTable(["goal", "wanted", "measured", ""])
        for workload in workloads {
            for goal in Goal.goals(of: workload) {
                guard let verdict = goal.verdict(of: workload, in: rows) else { continue }
                table.add([workload, verdict.wanted, verdict.measured, verdict.isMet ? "met" : "MISSED"])
            }
        }
        return table.text
    }

    private var latencyTable: String {
        var table = TextTable(["latency of one operation, us", "contender", "p50", "p99", "max", "n"])
        for latency in latencies {
            table.add([
                latency.workload, latency.contender.rawValue, latency.p50.short, latency.p99.short, latency.max.short,
                "\(latency.n)",
            ])
        }
        return table.text
    }

    /// The charts, by name.
    var charts: [(name: String, chart: BarChart)] {
        let groups: [(name: String, title: String, workloads: [String])] = [
            ("codec", "One record to JSON and back", ["encode", "decode"]),
            (
                "reads", "Reading",
                [
                    "get", "get-in-scope", "get-zipf", "get-unique", "index-equality", "full-scan", "order-limit-20",
                    "offset-5000-limit-20", "range-residual", "keys-range-100k", "count-range-100k",
                ]
            ),
            (
                "writes", "Writing",
                [
                    "bulk-insert", "update-indexed", "update-indexed-batch", "delete-range", "insert-relaxed",
                    "insert-full", "insert-full-8-writers", "insert-full-32-writers",
                ]
            ),
            ("mix", "A server's sessions", ["session-mix-1", "session-mix-2", "session-mix-8", "open-close"]),
        ]
        let note =
            "\(records) records of \(jsonBytes) bytes; medians, shorter is faster; each workload has its own scale; "
            + system.processor
        return groups.map { ($0.name, BarChart(title: $0.title, note: note, workloads: $0.workloads, rows: rows)) }
    }
}
