// What does not compile anyway, declared so that the compiler says what to write instead: a table is asked for records, and
// `all` of it for everything else.

extension Records where S: ~Escapable {
    /// For `keys(_:)` of a table.
    @available(*, unavailable, message: "a table is no query: call this on all, or on a condition")
    @_disfavoredOverload
    public func keys<V>(_ field: FieldPath<R, Field<R, V>>) throws -> [V] { [] }

    /// For `uniqueKeys(_:)` of a table.
    @available(*, unavailable, message: "a table is no query: call this on all, or on a condition")
    @_disfavoredOverload
    public func uniqueKeys<V>(_ field: FieldPath<R, Field<R, V>>) throws -> [V] { [] }

    /// For `firstKey(_:)` of a table.
    @available(*, unavailable, message: "a table is no query: call this on all, or on a condition")
    @_disfavoredOverload
    public func firstKey<V>(_ field: FieldPath<R, Field<R, V>>) throws -> V? { nil }

    /// For `lastKey(_:)` of a table.
    @available(*, unavailable, message: "a table is no query: call this on all, or on a condition")
    @_disfavoredOverload
    public func lastKey<V>(_ field: FieldPath<R, Field<R, V>>) throws -> V? { nil }

    /// For `min(_:)` of a table.
    @available(*, unavailable, message: "a table is no query: call this on all, or on a condition")
    @_disfavoredOverload
    public func min<V>(_ field: FieldPath<R, Field<R, V>>) throws -> V? { nil }

    /// For `max(_:)` of a table.
    @available(*, unavailable, message: "a table is no query: call this on all, or on a condition")
    @_disfavoredOverload
    public func max<V>(_ field: FieldPath<R, Field<R, V>>) throws -> V? { nil }

    /// For `sum(_:)` of a table.
    @available(*, unavailable, message: "a table is no query: call this on all, or on a condition")
    @_disfavoredOverload
    public func sum<V>(_ field: FieldPath<R, Field<R, V>>) throws -> V? { nil }

    /// For `average(_:)` of a table.
    @available(*, unavailable, message: "a table is no query: call this on all, or on a condition")
    @_disfavoredOverload
    public func average<V>(_ field: FieldPath<R, Field<R, V>>) throws -> Double? { nil }

    /// For `groupedCount(_:)` of a table.
    @available(*, unavailable, message: "a table is no query: call this on all, or on a condition")
    @_disfavoredOverload
    public func groupedCount<V>(_ field: FieldPath<R, Field<R, V>>) throws -> [(key: V, count: Int)] { [] }

    /// For `first()` of a table.
    @available(*, unavailable, message: "a table is no query: call this on all, or on a condition")
    @_disfavoredOverload
    public func first() throws -> R? { nil }

    /// For `last()` of a table.
    @available(*, unavailable, message: "a table is no query: call this on all, or on a condition")
    @_disfavoredOverload
    public func last() throws -> R? { nil }
}
