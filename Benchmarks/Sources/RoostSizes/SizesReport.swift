import Measuring

/// The results as text and as charts.
struct SizesReport {
    static func text(_ lines: [RecordSizes.Line]) -> String {
        var table = TextTable(["bytes on disk of one record", "n", "JSON"] + RecordSizes.columns)
        for line in lines {
            let cells = RecordSizes.columns.map { line.bytesOnDisk[$0]?.short ?? "-" }
            table.add([line.records, "\(line.count)", line.json.short] + cells)
        }
        return table.text
    }

    static func text(_ lines: [WriteAmplification.Line]) -> String {
        guard !lines.isEmpty else { return "no write amplification: the system does not count what a process writes" }
        var table = TextTable([
            "bytes written for a byte of JSON", "batch", "MB of JSON", "insert", "update of one field",
        ])
        for line in lines {
            table.add([
                line.contender.rawValue, "\(line.batch)", (Double(line.json) / 1e6).short, line.inserting.short,
                line.updating.short,
            ])
        }
        return table.text
    }

    static func text(_ points: [Churn.Point]) -> String {
        var table = TextTable(["churn", "MB on disk", "scan us/record", "count us/record"])
        for point in points {
            let name = point.step == points.last?.step ? "compacted" : "step \(point.step)"
            table.add([name, (Double(point.bytesOnDisk) / 1e6).short, point.scan.short, point.count.short])
        }
        return table.text
    }

    static func text(_ lines: [Stalls.Line]) -> String {
        var table = TextTable(["single inserts", "n", "per second", "p50 us", "p99 us", "p99.9 us", "longest us"])
        for line in lines {
            table.add([
                line.contender.rawValue, "\(line.puts)", line.rate.short, line.p50.short, line.p99.short,
                line.p999.short, line.longest.short,
            ])
        }
        return table.text
    }

    static func chart(_ points: [Churn.Point], records: Int) -> CurveChart {
        func curve(_ name: String, _ unit: String, _ value: (Churn.Point) -> Double) -> CurveChart.Curve {
            .init(name: name, unit: unit, points: points.map { (Double($0.step), value($0)) })
        }
        return CurveChart(
            title: "Overwriting and deleting, then compacting",
            axis: "steps; in each a fifth of \(records) records is changed, a tenth deleted, a tenth inserted",
            curves: [
                curve("size on disk", "MB") { Double($0.bytesOnDisk) / 1e6 },
                curve("full scan", "µs per record", \.scan),
                curve("count over an index", "µs per record", \.count),
            ],
            marks: points.last.map { [(Double($0.step), "compacted")] } ?? [])
    }

    static func chart(_ lines: [Stalls.Line]) -> CurveChart {
        CurveChart(
            title: "The longest insert, as the store grows", axis: "thousands of inserts",
            curves: lines.map { line in
                let part = Double(line.puts) / Double(max(1, line.longestOfParts.count)) / 1_000
                let points = line.longestOfParts.enumerated().map { (Double($0.offset + 1) * part, $0.element / 1_000) }
                return .init(name: line.contender.rawValue, unit: "ms", points: points)
            }, marks: [])
    }
}
