extension Request: CustomStringConvertible, CustomReflectable where S: Escapable {
    /// The table. `explain()` shows the conditions with their values.
    public var description: String { "Request(\(table.name))" }

    /// The table.
    public var customMirror: Mirror { Mirror(self, children: ["table": table.name]) }
}
