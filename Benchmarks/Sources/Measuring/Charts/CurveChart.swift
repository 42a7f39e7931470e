/// Curves over one axis, one below the other, each with a scale of its own that starts at zero.
package struct CurveChart {
    /// One curve.
    package struct Curve {
        let name: String
        let unit: String
        let points: [(x: Double, y: Double)]

        /// A curve with a point for each step.
        package init(name: String, unit: String, points: [(x: Double, y: Double)]) {
            self.name = name
            self.unit = unit
            self.points = points
        }
    }

    private let title: String
    private let axis: String
    private let curves: [Curve]
    private let marks: [(x: Double, name: String)]

    /// A chart.
    ///
    /// - Parameters:
    ///   - title: what it shows.
    ///   - axis: what the steps are.
    ///   - curves: from top to bottom.
    ///   - marks: moments to name, by their step.
    package init(title: String, axis: String, curves: [Curve], marks: [(x: Double, name: String)]) {
        self.title = title
        self.axis = axis
        self.curves = curves
        self.marks = marks
    }

    /// The chart as an SVG document.
    package var svg: String {
        let (width, panel, left, right) = (860.0, 190.0, 70.0, 24.0)
        let height = 60 + panel * Double(curves.count) + 30
        var svg = SVG(width: width, height: height)
        svg.text(title, x: 16, y: 28, size: 17, isBold: true)
        svg.text(axis, x: width / 2, y: height - 10, size: 12, anchor: .middle, fill: "#666666")
        let last = max(curves.flatMap(\.points).map(\.x).max() ?? 1, 1)
        func place(_ x: Double) -> Double { left + x / last * (width - left - right) }
        for (index, curve) in curves.enumerated() {
            let top = 70 + Double(index) * panel
            let bottom = top + panel - 50
            let highest = max(curve.points.map(\.y).max() ?? 1, .leastNonzeroMagnitude) * 1.1
            for quarter in 0...4 {
                let share = Double(quarter) / 4
                let y = bottom - share * (bottom - top)
                svg.line(from: (left, y), to: (width - right, y), stroke: "#e3e3e3")
                svg.text((share * highest).short, x: left - 8, y: y + 4, size: 11, anchor: .end, fill: "#666666")
            }
            for mark in marks {
                svg.line(from: (place(mark.x), top), to: (place(mark.x), bottom), stroke: "#999999")
                svg.text(mark.name, x: place(mark.x) - 4, y: top + 10, size: 11, anchor: .end, fill: "#666666")
            }
            svg.text("\(curve.name) (\(curve.unit))", x: left, y: top - 8, size: 12, isBold: true)
            let points = curve.points.map { (place($0.x), bottom - $0.y / highest * (bottom - top)) }
            svg.curve(points, stroke: index.isMultiple(of: 2) ? "#d9480f" : "#4263eb")
        }
        return svg.document
    }
}
