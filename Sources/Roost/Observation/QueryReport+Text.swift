extension QueryReport: CustomStringConvertible, CustomReflectable {
    /// The query without its values, the time it took and how it ended.
    public var description: String {
        "\(shape) in \(duration)" + (error.map { "; \(RoostError.redactedText(of: $0))" } ?? "")
    }

    /// Everything but the values of the query, which ``plan`` shows, and of an error that Roost did not make its type only.
    public var customMirror: Mirror {
        Mirror(
            self,
            children: [
                "table": table, "index": index as Any, "shape": shape, "start": start, "duration": duration,
                "counts": counts, "error": error.map { RoostError.redactedText(of: $0) } as Any,
            ],
            displayStyle: .struct)
    }
}
