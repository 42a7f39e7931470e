import RoostEngine

extension RoostError: CustomReflectable {
    /// What the description says, in its parts. ``holder`` and ``key`` are left out, because they are stored values, and of
    /// ``underlying`` everything but its type, unless it is an error of Roost.
    public var customMirror: Mirror {
        var children: [Mirror.Child] = [
            ("code", code), ("message", message), ("remedy", remedy), ("table", table as Any), ("index", index as Any),
            ("field", field as Any), ("position", position as Any), ("path", path as Any), ("errno", errno as Any),
            ("processID", processID as Any),
        ]
        if let underlying { children.append(("underlying", Self.redactedText(of: underlying))) }
        if failures.count > 1 { children.append(("failures", failures)) }
        return Mirror(self, children: children, displayStyle: .struct)
    }
}

extension RoostError {
    /// What may be told of any error: the description of those of Roost and its engine, of all others the type. Errors of a
    /// caller's own code may show anything.
    package static func redactedText(of error: any Error) -> String {
        switch error {
        case let error as RoostError: error.description
        case let error as EngineError: error.description
        default: String(reflecting: type(of: error))
        }
    }

    /// An error of `Codable` code without what it may show of stored values; others as they are.
    package static func redacted(_ error: any Error) -> any Error { CodingFailure.redacted(error) }
}
