extension CacheError: CustomReflectable {
    /// Code, message and table, and of the error behind it the type, unless it is one of Roost.
    public var customMirror: Mirror {
        Mirror(
            self,
            children: [
                "code": code, "message": message, "table": table as Any,
                "underlying": underlying.map { ErrorText.of($0) } as Any,
            ],
            displayStyle: .struct)
    }
}
