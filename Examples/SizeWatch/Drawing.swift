import Foundation

/// The curve as an SVG file.
struct Drawing {
    private static let width = 900.0
    private static let height = 460.0
    private static let left = 70.0
    private static let right = 30.0
    private static let top = 60.0
    private static let bottom = 50.0

    let curve: Curve

    func write(to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    var text: String {
        var lines = [
            #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \#(Int(Self.width)) \#(Int(Self.height))" "#
                + #"font-family="sans-serif" font-size="13">"#,
            #"<rect width="100%" height="100%" fill="white"/>"#,
        ]
        lines += scales
        lines.append(area)
        lines.append(path(\.storedBytes, color: "#e08a1e", dashes: "5 3"))
        lines.append(path(\.bytesOnDisk, color: "#1f6fb2", dashes: "none"))
        lines += curve.lines.map { limit($0.name, $0.bytes) }
        lines += curve.marks.enumerated().map { mark($1, level: $0 % 2) }
        lines += legend
        lines.append("</svg>\n")
        return lines.joined(separator: "\n")
    }

    private var scales: [String] {
        let baseline = y(0)
        var lines: [String] = []
        for megabytes in stride(from: 0, through: curve.height / 1_000_000, by: 10) {
            let y = y(megabytes * 1_000_000)
            lines.append(line(Self.left, y, Self.width - Self.right, y, "#e4e4e4"))
            lines.append(label(String(megabytes), Self.left - 8, y + 4, anchor: "end"))
        }
        lines.append(label("MB", Self.left - 8, Self.top - 18, anchor: "end"))
        let step = max(1, Int((curve.duration / 10).rounded(.up)))
        for second in stride(from: 0, through: Int(curve.duration), by: step) {
            let x = x(Double(second))
            lines.append(line(x, baseline, x, baseline + 5, "#808080"))
            lines.append(label("\(second) s", x, baseline + 20, anchor: "middle"))
        }
        return lines
    }

    private var area: String {
        let points = curve.points.map { point($0.seconds, $0.bytesOnDisk) }
        let corners = [point(curve.duration, 0), point(curve.points.first?.seconds ?? 0, 0)]
        return ##"<polygon points="\##((points + corners).joined(separator: " "))" fill="#1f6fb2" opacity="0.12"/>"##
    }

    private func path(_ bytes: KeyPath<Curve.Point, Int>, color: String, dashes: String) -> String {
        let points = curve.points.map { point($0.seconds, $0[keyPath: bytes]) }.joined(separator: " ")
        return #"<polyline points="\#(points)" fill="none" stroke="\#(color)" stroke-width="2" "#
            + #"stroke-dasharray="\#(dashes)"/>"#
    }

    private func limit(_ name: String, _ bytes: Int) -> String {
        let y = y(bytes)
        return line(Self.left, y, Self.width - Self.right, y, "#c0392b", dashes: "8 4") + "\n"
            + label(name, Self.width - Self.right - 4, y - 5, anchor: "end", color: "#c0392b")
    }

    private func mark(_ mark: Curve.Mark, level: Int) -> String {
        let x = x(mark.seconds)
        let textY = Self.top - 8 + Double(level) * 15
        return line(x, textY + 3, x, y(0), "#555555", dashes: "2 3") + "\n"
            + label(mark.text, x + 4, textY, anchor: "start", color: "#555555")
    }

    private var legend: [String] {
        [
            line(Self.left, 22, Self.left + 30, 22, "#1f6fb2", width: 2), label("files on disk", Self.left + 38, 26),
            line(Self.left + 150, 22, Self.left + 180, 22, "#e08a1e", dashes: "5 3", width: 2),
            label("records and index entries as stored, expired ones included", Self.left + 188, 26),
        ]
    }

    private func x(_ seconds: Double) -> Double {
        Self.left + seconds / curve.duration * (Self.width - Self.left - Self.right)
    }

    private func y(_ bytes: Int) -> Double {
        let height = Self.height - Self.top - Self.bottom
        return Self.top + height * (1 - Double(bytes) / Double(curve.height))
    }

    private func point(_ seconds: Double, _ bytes: Int) -> String {
        String(format: "%.1f,%.1f", x(seconds), y(bytes))
    }

    private func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ color: String, dashes: String = "none",
        width: Int = 1
    ) -> String {
        String(format: #"<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" "#, x1, y1, x2, y2)
            + #"stroke="\#(color)" stroke-width="\#(width)" stroke-dasharray="\#(dashes)"/>"#
    }

    private func label(
        _ text: String, _ x: Double, _ y: Double, anchor: String = "start", color: String = "#333333"
    ) -> String {
        String(format: #"<text x="%.1f" y="%.1f" "#, x, y)
            + #"text-anchor="\#(anchor)" fill="\#(color)">\#(text)</text>"#
    }
}
