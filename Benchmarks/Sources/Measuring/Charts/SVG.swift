/// An SVG drawing, written element by element.
struct SVG {
    private let width: Double
    private let height: Double
    private var elements: [String] = []

    /// How a text stands at its place.
    enum Anchor: String {
        case start, middle, end
    }

    init(width: Double, height: Double) {
        self.width = width
        self.height = height
        rectangle(x: 0, y: 0, width: width, height: height, fill: "#ffffff")
    }

    mutating func rectangle(x: Double, y: Double, width: Double, height: Double, fill: String) {
        elements.append(
            "<rect x=\"\(x.place)\" y=\"\(y.place)\" width=\"\(width.place)\" height=\"\(height.place)\""
                + " fill=\"\(fill)\"/>")
    }

    mutating func text(
        _ text: String, x: Double, y: Double, size: Double = 12, anchor: Anchor = .start, fill: String = "#222222",
        isBold: Bool = false
    ) {
        elements.append(
            "<text x=\"\(x.place)\" y=\"\(y.place)\" font-size=\"\(size.place)\" text-anchor=\"\(anchor.rawValue)\""
                + " fill=\"\(fill)\"\(isBold ? " font-weight=\"bold\"" : "")>\(text.escaped)</text>")
    }

    mutating func line(from start: (x: Double, y: Double), to end: (x: Double, y: Double), stroke: String) {
        elements.append(
            "<line x1=\"\(start.x.place)\" y1=\"\(start.y.place)\" x2=\"\(end.x.place)\" y2=\"\(end.y.place)\""
                + " stroke=\"\(stroke)\"/>")
    }

    mutating func curve(_ points: [(x: Double, y: Double)], stroke: String) {
        let places = points.map { "\($0.x.place),\($0.y.place)" }.joined(separator: " ")
        elements.append("<polyline points=\"\(places)\" fill=\"none\" stroke=\"\(stroke)\" stroke-width=\"2\"/>")
    }

    /// The whole document.
    var document: String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width.place) \(height.place)" \
        width="\(width.place)" height="\(height.place)" font-family="system-ui, 'DejaVu Sans', sans-serif">
        \(elements.joined(separator: "\n"))
        </svg>

        """
    }
}

extension Double {
    /// A coordinate, to a tenth of a pixel.
    fileprivate var place: String {
        let tenths = Int((self * 10).rounded())
        let (whole, rest) = abs(tenths).quotientAndRemainder(dividingBy: 10)
        return (tenths < 0 ? "-" : "") + (rest == 0 ? "\(whole)" : "\(whole).\(rest)")
    }
}

extension String {
    fileprivate var escaped: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
