// What does not compile anyway, declared so that the compiler says what to write instead.

extension Change {
    /// For fields that hold no number.
    @available(*, unavailable, message: "increment(_:) is for integers; set(_:to:) gives any field a value")
    @_disfavoredOverload
    public static func increment<V>(_ field: FieldPath<R, Field<R, V>>) -> Change {
        Change(field) { json, _, _ in json }
    }

    /// For floating-point fields, to which 1 is not added without being told.
    @available(*, unavailable, message: "a floating-point field needs an amount: increment(_:by:)")
    @_disfavoredOverload
    public static func increment<V>(_ field: FieldPath<R, Field<R, V>>) -> Change
    where V.Scalar: BinaryFloatingPoint { Change(field) { json, _, _ in json } }

    /// For fields that hold no integer.
    @available(*, unavailable, message: "decrement(_:) is for integers; increment(_:by:) adds any number")
    @_disfavoredOverload
    public static func decrement<V>(_ field: FieldPath<R, Field<R, V>>) -> Change {
        Change(field) { json, _, _ in json }
    }
}
