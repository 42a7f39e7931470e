/// Where a value stands in a record's JSON: the member names from the root down.
///
/// Kept as segments, so that a dot inside a member name is unambiguous. Names are compared by their UTF-8 bytes.
struct JSONPath: Hashable, Sendable {
    let segments: [String]
    let utf8Segments: [[UInt8]]

    init(segments: [String]) {
        self.segments = segments
        self.utf8Segments = segments.map { Array($0.utf8) }
    }

    /// Splits at every dot; the empty string is one empty name.
    init(_ dotted: String) {
        self.init(segments: dotted.split(separator: ".", omittingEmptySubsequences: false).map(String.init))
    }

    static func == (left: JSONPath, right: JSONPath) -> Bool {
        left.utf8Segments == right.utf8Segments
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(utf8Segments)
    }
}

extension JSONPath: CustomStringConvertible {
    var description: String { segments.joined(separator: ".") }
}
