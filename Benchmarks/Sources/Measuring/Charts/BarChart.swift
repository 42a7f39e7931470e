/// Bars from the left, in groups: one group for each workload, one bar for each contender, shorter is faster.
///
/// Workloads differ by factors of thousands, so each group has its own scale; its longest bar takes the whole width.
package struct BarChart {
    private let title: String
    private let note: String
    private let groups: [(name: String, bars: [Row])]

    /// A chart of some workloads' rows, in their order.
    package init(title: String, note: String, workloads: [String], rows: [Row]) {
        self.title = title
        self.note = note
        groups = workloads.compactMap { name in
            let bars = rows.filter { $0.workload == name }
            return bars.isEmpty ? nil : (name, bars)
        }
    }

    /// Whether there is nothing to draw.
    package var isEmpty: Bool { groups.isEmpty }

    /// The chart as an SVG document.
    package var svg: String {
        let (width, nameWidth, barHeight, gap) = (860.0, 190.0, 15.0, 14.0)
        let barWidth = width - nameWidth - 110
        let bars = groups.reduce(0) { $0 + $1.bars.count }
        let height = 84 + Double(bars) * barHeight + Double(groups.count) * gap
        var svg = SVG(width: width, height: height)
        svg.text(title, x: 16, y: 28, size: 17, isBold: true)
        svg.text(note, x: 16, y: height - 12, size: 11, fill: "#666666")
        drawLegend(in: &svg, x: nameWidth, y: 50)
        var y = 64.0
        for group in groups {
            let longest = group.bars.map(\.median).max() ?? 1
            let middle = y + Double(group.bars.count) * barHeight / 2 + 4
            svg.text(group.name, x: nameWidth - 10, y: middle, size: 13, anchor: .end)
            for bar in group.bars {
                let length = max(1.5, bar.median / longest * barWidth)
                svg.rectangle(x: nameWidth, y: y, width: length, height: barHeight - 2, fill: bar.contender.color)
                svg.text("\(bar.median.short) µs", x: nameWidth + length + 6, y: y + barHeight - 4, size: 11)
                y += barHeight
            }
            y += gap
        }
        return svg.document
    }

    private func drawLegend(in svg: inout SVG, x: Double, y: Double) {
        let present = Contender.allCases.filter { contender in
            groups.contains { $0.bars.contains { $0.contender == contender } }
        }
        for (index, contender) in present.enumerated() {
            let left = x + Double(index) * 110
            svg.rectangle(x: left, y: y - 9, width: 10, height: 10, fill: contender.color)
            svg.text(contender.rawValue, x: left + 15, y: y, size: 12)
        }
    }
}

extension Contender {
    var color: String {
        switch self {
        case .roost: "#d9480f"
        case .grdb: "#4263eb"
        case .grdbTuned: "#91a7ff"
        case .floor: "#adb5bd"
        case .foundation: "#f0a202"
        }
    }
}
