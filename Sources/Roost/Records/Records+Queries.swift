extension Records where S: ~Escapable {
    /// A query for all records of the table.
    public var all: Request<R, S> {
        @_lifetime(copy self)
        get { Request(scope, table) }
    }

    /// Starts a query with a condition on a field; the operator that follows says which.
    @_lifetime(copy self)
    public func `where`<F: QueryField>(_ field: FieldPath<R, F>) -> Where<R, F.Value, S> where F.Root == R {
        Where(Request(scope, table), table.fields[keyPath: field].reference)
    }

    /// Starts a query for the records for which a closure is true.
    @_lifetime(copy self)
    public func filter(_ isIncluded: @escaping @Sendable (R) throws -> Bool) -> Request<R, S> { all.filter(isIncluded) }

    /// Starts a query for all records, by primary key from the last one.
    @_lifetime(copy self)
    public func reverse() -> Request<R, S> { all.reverse() }

    /// Starts a query for all records but the first `count` by primary key.
    @_lifetime(copy self)
    public func offset(_ count: Int) -> Request<R, S> { all.offset(count) }

    /// Starts a query for the first `count` records by primary key.
    @_lifetime(copy self)
    public func limit(_ count: Int) -> Request<R, S> { all.limit(count) }
}
