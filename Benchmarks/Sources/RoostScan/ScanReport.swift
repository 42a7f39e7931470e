import Measuring

/// The results as text.
enum ScanReport {
    static func text(_ lines: [ScanLine]) -> String {
        var table = TextTable([
            "all of \(lines.first?.records ?? 0) records", "records/s", "MB before", "+ MB allocated", "+ MB mapped",
            "+ MB resident", "samples",
        ])
        for line in lines {
            let above = line.above
            table.add([
                line.way.text, (Double(line.records) / line.seconds).short, megabytes(line.baseline.resident),
                megabytes(above.allocated), megabytes(above.mapped), megabytes(above.resident), "\(line.samples)",
            ])
        }
        return table.text
    }

    static func megabytes(_ bytes: Int) -> String { (Double(bytes) / 1e6).short }
}
