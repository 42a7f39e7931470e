extension Database: CustomStringConvertible, CustomReflectable {
    /// The folder. Nothing of what is stored.
    public var description: String { "Database(\(path ?? "in memory"))" }

    /// The path, the identity and the durability; nothing of what is stored, waiting or being read.
    public var customMirror: Mirror {
        Mirror(
            self,
            children: ["path": path as Any, "storeID": storeID, "epoch": epoch, "durability": durability],
            displayStyle: .class)
    }
}
