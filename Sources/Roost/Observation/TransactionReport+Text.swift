extension TransactionReport: CustomStringConvertible, CustomReflectable {
    /// What kind of transaction it was, the time it took and how it ended.
    public var description: String {
        "\(kind) transaction in \(duration)" + (error.map { "; \(RoostError.redactedText(of: $0))" } ?? "")
    }

    /// Everything, but of an error that Roost did not make its type only.
    public var customMirror: Mirror {
        Mirror(
            self,
            children: [
                "kind": kind, "start": start, "duration": duration, "counts": counts,
                "error": error.map { RoostError.redactedText(of: $0) } as Any,
            ],
            displayStyle: .struct)
    }
}
