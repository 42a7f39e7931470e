// What does not compile anyway, declared so that the compiler says what to write instead.

extension Where where V: OptionalComponent, S: ~Escapable {
    /// For optional values and `nil`: an optional field compares with plain values.
    @available(*, unavailable, message: "unwrap the value; records whose field is nil are found by isNil()")
    @_disfavoredOverload
    @_lifetime(copy self)
    public func equals(_ value: V.Scalar?) -> Request<R, S> { request }

    /// For optional values and `nil`: an optional field compares with plain values.
    @available(*, unavailable, message: "unwrap the value; records whose field is not nil are found by isNotNil()")
    @_disfavoredOverload
    @_lifetime(copy self)
    public func notEqual(_ value: V.Scalar?) -> Request<R, S> { request }
}

extension Where where S: ~Escapable {
    /// For `toArray()` behind a field without an operator.
    @available(*, unavailable, message: "this field has no condition yet: put an operator such as equals(_:) behind it")
    public func toArray() throws -> [R] { [] }

    /// For `first()` behind a field without an operator.
    @available(*, unavailable, message: "this field has no condition yet: put an operator such as equals(_:) behind it")
    public func first() throws -> R? { nil }

    /// For `count()` behind a field without an operator.
    @available(*, unavailable, message: "this field has no condition yet: put an operator such as equals(_:) behind it")
    public func count() throws -> Int { 0 }

    /// For `delete()` behind a field without an operator.
    @available(*, unavailable, message: "this field has no condition yet: put an operator such as equals(_:) behind it")
    public func delete() throws -> Int { 0 }
}
