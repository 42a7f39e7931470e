extension CacheFailure: CustomStringConvertible, CustomReflectable {
    /// What failed and why, without the key. Of an error of a loader of yours only the type is named: it may show anything.
    public var description: String { "\(operation) failed: \(ErrorText.of(error))" }

    /// The same in its parts.
    public var customMirror: Mirror {
        Mirror(
            self, children: ["operation": operation, "error": ErrorText.of(error)], displayStyle: .struct
        )
    }
}
