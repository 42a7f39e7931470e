extension PageToken: CustomDebugStringConvertible, CustomReflectable {
    /// Names the type only: the position in a token is the key of a record. ``description`` is the token itself, to be
    /// handed to whoever asks for the next page.
    public var debugDescription: String { "PageToken(…)" }

    /// Empty.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
