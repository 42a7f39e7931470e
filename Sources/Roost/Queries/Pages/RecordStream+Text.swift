extension RecordStream: CustomStringConvertible, CustomReflectable {
    /// The table. Values of the query are not shown.
    public var description: String { "RecordStream(\(table.name))" }

    /// The table.
    public var customMirror: Mirror { Mirror(self, children: ["table": table.name]) }
}
