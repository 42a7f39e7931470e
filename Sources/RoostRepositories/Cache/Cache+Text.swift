import Roost

extension Cache: CustomStringConvertible, CustomReflectable {
    /// The table.
    public var description: String { "Cache(\(table.name))" }

    /// The table and the options; none of the keys that are being loaded or were read.
    public var customMirror: Mirror {
        Mirror(self, children: ["table": table.name, "options": options], displayStyle: .class)
    }
}
