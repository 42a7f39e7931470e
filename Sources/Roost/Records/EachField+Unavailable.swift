// What does not compile anyway, declared so that the compiler says what to write instead.

extension EachField {
    /// For values that are no arrays.
    @available(*, unavailable, message: "EachField is for arrays; a single value is declared as Field(_:_:)")
    @_disfavoredOverload
    public init(_ path: String, _ keyPath: any KeyPath<R, V> & Sendable) {
        reference = FieldReference(path: JSONPath(path), type: V.self, isEach: true, default: nil)
    }
}
