// What does not compile anyway, declared so that the compiler says what to write instead.

extension Index {
    /// For array fields.
    @available(*, unavailable, message: "an index over the elements of an array field is Index.each(_:)")
    @_disfavoredOverload
    public init<V>(_ field: EachField<R, V>, name: String? = nil) { self.init(name: name) }

    /// For fields that hold no array.
    @available(*, unavailable, message: "Index.each(_:) is for an EachField; the index over a Field is Index(_:)")
    @_disfavoredOverload
    public static func each<V>(_ field: Field<R, V>, name: String? = nil) -> Index { Index(name: name) }
}
