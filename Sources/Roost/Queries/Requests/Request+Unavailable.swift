// What does not compile anyway, declared so that the compiler says what to write instead.

extension Request where S == Unbound {
    /// For `toArray()` of a query without a scope.
    @available(*, unavailable, message: "a Query runs in a scope: call this on db.query(…) or tx.query(…)")
    @_disfavoredOverload
    public func toArray() throws -> [R] { [] }

    /// For `first()` of a query without a scope.
    @available(*, unavailable, message: "a Query runs in a scope: call this on db.query(…) or tx.query(…)")
    @_disfavoredOverload
    public func first() throws -> R? { nil }

    /// For `count()` of a query without a scope.
    @available(*, unavailable, message: "a Query runs in a scope: call this on db.query(…) or tx.query(…)")
    @_disfavoredOverload
    public func count() throws -> Int { 0 }

    /// For `delete()` of a query without a scope.
    @available(*, unavailable, message: "a Query runs in a scope: call this on db.query(…) or tx.query(…)")
    @_disfavoredOverload
    public func delete() throws -> Int { 0 }
}

extension Request where S: ~Escapable {
    /// For array fields.
    @available(*, unavailable, message: "an array field gives no order, because a record may have several elements")
    @_disfavoredOverload
    @_lifetime(copy self)
    public func orderBy<V>(_ field: FieldPath<R, EachField<R, V>>) -> Self { self }
}

extension Records where S: ~Escapable {
    /// For array fields.
    @available(*, unavailable, message: "an array field gives no order, because a record may have several elements")
    @_disfavoredOverload
    @_lifetime(copy self)
    public func orderBy<V>(_ field: FieldPath<R, EachField<R, V>>) -> Request<R, S> { all }
}
