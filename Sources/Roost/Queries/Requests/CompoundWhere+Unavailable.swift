// What does not compile anyway, declared so that the compiler says what to write instead.

extension CompoundWhere where S: ~Escapable {
    /// For three values of two fields, of which the compiler would speak as packs of different shapes. One value and two
    /// are left to it, because it says best which of them has the wrong type.
    @available(*, unavailable, message: "give each field of where(…) one value of its type, in the order of the fields")
    @_disfavoredOverload
    @_lifetime(copy self)
    public func equals<V1, V2, V3>(_ value1: V1, _ value2: V2, _ value3: V3) -> Request<R, S> { request }
}
