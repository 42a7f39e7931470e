/// The record with given values in one, two or three fields. Further fields, other operators and an order are a query.
extension Records where S: ~Escapable {
    /// A record whose field has a value; nil when there is none. Of several, the first in the order of the index that
    /// serves the condition.
    ///
    /// ```swift
    /// let airport = try db[Airport.self].get(\.name, "Zürich")
    /// ```
    ///
    /// - Complexity: reads one index entry and one record when an index has the field first; otherwise the records of
    ///   the table up to the first that matches.
    public func get<F: QueryField>(_ field: FieldPath<R, F>, _ value: F.Value.Scalar) throws -> R?
    where F.Root == R {
        try matching(field, value).first()
    }

    /// A record whose two fields have their values; nil when there is none. Of several, the first in the order of the
    /// index that serves the conditions.
    ///
    /// ```swift
    /// let airport = try db[Airport.self].get(\.country, "CH", \.city, "Zürich")
    /// ```
    ///
    /// - Complexity: reads one index entry and one record when a compound index begins with the fields, in whatever
    ///   order; otherwise the records that satisfy the conditions an index decides, up to the first that matches.
    public func get<F1: QueryField, F2: QueryField>(
        _ field1: FieldPath<R, F1>, _ value1: F1.Value.Scalar, _ field2: FieldPath<R, F2>, _ value2: F2.Value.Scalar
    ) throws -> R? where F1.Root == R, F2.Root == R {
        try matching(field1, value1, field2, value2).first()
    }

    /// A record whose three fields have their values; nil when there is none. Of several, the first in the order of the
    /// index that serves the conditions.
    ///
    /// - Complexity: reads one index entry and one record when a compound index begins with the fields, in whatever
    ///   order; otherwise the records that satisfy the conditions an index decides, up to the first that matches.
    public func get<F1: QueryField, F2: QueryField, F3: QueryField>(
        _ field1: FieldPath<R, F1>, _ value1: F1.Value.Scalar, _ field2: FieldPath<R, F2>, _ value2: F2.Value.Scalar,
        _ field3: FieldPath<R, F3>, _ value3: F3.Value.Scalar
    ) throws -> R? where F1.Root == R, F2.Root == R, F3.Root == R {
        try matching(field1, value1, field2, value2).where(field3).equals(value3).first()
    }

    @_lifetime(copy self)
    private func matching<F: QueryField>(_ field: FieldPath<R, F>, _ value: F.Value.Scalar) -> Request<R, S>
    where F.Root == R {
        self.where(field).equals(value)
    }

    @_lifetime(copy self)
    private func matching<F1: QueryField, F2: QueryField>(
        _ field1: FieldPath<R, F1>, _ value1: F1.Value.Scalar, _ field2: FieldPath<R, F2>, _ value2: F2.Value.Scalar
    ) -> Request<R, S> where F1.Root == R, F2.Root == R {
        matching(field1, value1).where(field2).equals(value2)
    }
}

/// The same off the cooperative threads: where no index has the fields, these read many records.
extension Records where S == Database {
    /// A record whose field has a value. See the synchronous `get(_:_:)`.
    public func get<F: QueryField>(_ field: FieldPath<R, F>, _ value: F.Value.Scalar) async throws -> R?
    where F.Root == R {
        try await matching(field, value).first()
    }

    /// A record whose two fields have their values. See the synchronous `get(_:_:_:_:)`.
    public func get<F1: QueryField, F2: QueryField>(
        _ field1: FieldPath<R, F1>, _ value1: F1.Value.Scalar, _ field2: FieldPath<R, F2>, _ value2: F2.Value.Scalar
    ) async throws -> R? where F1.Root == R, F2.Root == R {
        try await matching(field1, value1, field2, value2).first()
    }

    /// A record whose three fields have their values. See the synchronous `get(_:_:_:_:_:_:)`.
    public func get<F1: QueryField, F2: QueryField, F3: QueryField>(
        _ field1: FieldPath<R, F1>, _ value1: F1.Value.Scalar, _ field2: FieldPath<R, F2>, _ value2: F2.Value.Scalar,
        _ field3: FieldPath<R, F3>, _ value3: F3.Value.Scalar
    ) async throws -> R? where F1.Root == R, F2.Root == R, F3.Root == R {
        try await matching(field1, value1, field2, value2).where(field3).equals(value3).first()
    }
}
