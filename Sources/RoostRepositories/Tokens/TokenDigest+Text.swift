/// A digest finds a session as its token does, for whoever can write to the store.
extension TokenDigest: CustomStringConvertible, CustomReflectable {
    /// Names the type only.
    public var description: String { "TokenDigest(…)" }

    /// Empty.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
