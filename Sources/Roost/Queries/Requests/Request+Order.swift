extension Request where S: ~Escapable {
    /// Orders by a field, ascending; nil comes first. Replaces an earlier order.
    @_lifetime(copy self)
    public func orderBy<V>(_ field: FieldPath<R, Field<R, V>>) -> Self {
        ordered(by: [OrderTerm(field: table.fields[keyPath: field].reference)])
    }

    /// Orders by a field with a direction or a comparison of its own, as in `orderBy(\.elevation.descending)` and
    /// `orderBy(\.name.ignoringCase)`. Replaces an earlier order.
    @_disfavoredOverload
    @_lifetime(copy self)
    public func orderBy(_ part: FieldPath<R, IndexPart<R>>) -> Self {
        ordered(by: [OrderTerm(table.fields[keyPath: part])])
    }

    /// Orders by several fields, each ascending or `descending`, strings as they are or `ignoringCase`; ascending, nil comes
    /// first. Replaces an earlier order.
    ///
    /// ```swift
    /// airports.orderBy(\.country, \.elevation.descending, \.name.ignoringCase)
    /// ```
    ///
    /// - Complexity: an index with these parts in these directions, or all in the others, gives the order; otherwise
    ///   records are sorted in memory.
    @_lifetime(copy self)
    public func orderBy<P1: IndexPartConvertible, P2: IndexPartConvertible>(
        _ field1: FieldPath<R, P1>, _ field2: FieldPath<R, P2>
    ) -> Self where P1.Root == R, P2.Root == R {
        ordered(by: [
            OrderTerm(table.fields[keyPath: field1].part), OrderTerm(table.fields[keyPath: field2].part),
        ])
    }

    /// Orders by several fields. See `orderBy(_:_:)`.
    @_lifetime(copy self)
    public func orderBy<P1: IndexPartConvertible, P2: IndexPartConvertible, P3: IndexPartConvertible>(
        _ field1: FieldPath<R, P1>, _ field2: FieldPath<R, P2>, _ field3: FieldPath<R, P3>
    ) -> Self where P1.Root == R, P2.Root == R, P3.Root == R {
        ordered(by: [
            OrderTerm(table.fields[keyPath: field1].part), OrderTerm(table.fields[keyPath: field2].part),
            OrderTerm(table.fields[keyPath: field3].part),
        ])
    }

    /// Orders by several fields. See `orderBy(_:_:)`.
    @_lifetime(copy self)
    public func orderBy<
        P1: IndexPartConvertible, P2: IndexPartConvertible, P3: IndexPartConvertible,
        P4: IndexPartConvertible
    >(
        _ field1: FieldPath<R, P1>, _ field2: FieldPath<R, P2>, _ field3: FieldPath<R, P3>, _ field4: FieldPath<R, P4>
    ) -> Self where P1.Root == R, P2.Root == R, P3.Root == R, P4.Root == R {
        ordered(by: [
            OrderTerm(table.fields[keyPath: field1].part), OrderTerm(table.fields[keyPath: field2].part),
            OrderTerm(table.fields[keyPath: field3].part), OrderTerm(table.fields[keyPath: field4].part),
        ])
    }

    /// Orders by several fields. See `orderBy(_:_:)`.
    @_lifetime(copy self)
    public func orderBy<
        P1: IndexPartConvertible, P2: IndexPartConvertible, P3: IndexPartConvertible,
        P4: IndexPartConvertible, P5: IndexPartConvertible
    >(
        _ field1: FieldPath<R, P1>, _ field2: FieldPath<R, P2>, _ field3: FieldPath<R, P3>, _ field4: FieldPath<R, P4>,
        _ field5: FieldPath<R, P5>
    ) -> Self where P1.Root == R, P2.Root == R, P3.Root == R, P4.Root == R, P5.Root == R {
        ordered(by: [
            OrderTerm(table.fields[keyPath: field1].part), OrderTerm(table.fields[keyPath: field2].part),
            OrderTerm(table.fields[keyPath: field3].part), OrderTerm(table.fields[keyPath: field4].part),
            OrderTerm(table.fields[keyPath: field5].part),
        ])
    }

    /// Orders by several fields. See `orderBy(_:_:)`.
    @_lifetime(copy self)
    public func orderBy<
        P1: IndexPartConvertible, P2: IndexPartConvertible, P3: IndexPartConvertible,
        P4: IndexPartConvertible, P5: IndexPartConvertible, P6: IndexPartConvertible
    >(
        _ field1: FieldPath<R, P1>, _ field2: FieldPath<R, P2>, _ field3: FieldPath<R, P3>, _ field4: FieldPath<R, P4>,
        _ field5: FieldPath<R, P5>, _ field6: FieldPath<R, P6>
    ) -> Self where P1.Root == R, P2.Root == R, P3.Root == R, P4.Root == R, P5.Root == R, P6.Root == R {
        ordered(by: [
            OrderTerm(table.fields[keyPath: field1].part), OrderTerm(table.fields[keyPath: field2].part),
            OrderTerm(table.fields[keyPath: field3].part), OrderTerm(table.fields[keyPath: field4].part),
            OrderTerm(table.fields[keyPath: field5].part), OrderTerm(table.fields[keyPath: field6].part),
        ])
    }

    /// Replaces the order.
    @_lifetime(copy self)
    private func ordered(by order: [OrderTerm]) -> Self {
        var request = self
        request.specification.order = order
        return request
    }
}

extension Records where S: ~Escapable {
    /// Starts a query for all records in the order of a field, ascending; nil comes first.
    @_lifetime(copy self)
    public func orderBy<V>(_ field: FieldPath<R, Field<R, V>>) -> Request<R, S> { all.orderBy(field) }

    /// Starts a query for all records in the order of a field with a direction or a comparison of its own.
    @_disfavoredOverload
    @_lifetime(copy self)
    public func orderBy(_ part: FieldPath<R, IndexPart<R>>) -> Request<R, S> { all.orderBy(part) }

    /// Starts a query for all records in the order of several fields, each ascending or `descending`, strings as they are or
    /// `ignoringCase`.
    @_lifetime(copy self)
    public func orderBy<P1: IndexPartConvertible, P2: IndexPartConvertible>(
        _ field1: FieldPath<R, P1>, _ field2: FieldPath<R, P2>
    ) -> Request<R, S> where P1.Root == R, P2.Root == R {
        all.orderBy(field1, field2)
    }

    /// Starts a query for all records in the order of several fields, each ascending or `descending`, strings as they are or
    /// `ignoringCase`.
    @_lifetime(copy self)
    public func orderBy<P1: IndexPartConvertible, P2: IndexPartConvertible, P3: IndexPartConvertible>(
        _ field1: FieldPath<R, P1>, _ field2: FieldPath<R, P2>, _ field3: FieldPath<R, P3>
    ) -> Request<R, S> where P1.Root == R, P2.Root == R, P3.Root == R {
        all.orderBy(field1, field2, field3)
    }

    /// Starts a query for all records in the order of several fields, each ascending or `descending`, strings as they are or
    /// `ignoringCase`.
    @_lifetime(copy self)
    public func orderBy<
        P1: IndexPartConvertible, P2: IndexPartConvertible, P3: IndexPartConvertible,
        P4: IndexPartConvertible
    >(
        _ field1: FieldPath<R, P1>, _ field2: FieldPath<R, P2>, _ field3: FieldPath<R, P3>, _ field4: FieldPath<R, P4>
    ) -> Request<R, S> where P1.Root == R, P2.Root == R, P3.Root == R, P4.Root == R {
        all.orderBy(field1, field2, field3, field4)
    }

    /// Starts a query for all records in the order of several fields, each ascending or `descending`, strings as they are or
    /// `ignoringCase`.
    @_lifetime(copy self)
    public func orderBy<
        P1: IndexPartConvertible, P2: IndexPartConvertible, P3: IndexPartConvertible,
        P4: IndexPartConvertible, P5: IndexPartConvertible
    >(
        _ field1: FieldPath<R, P1>, _ field2: FieldPath<R, P2>, _ field3: FieldPath<R, P3>, _ field4: FieldPath<R, P4>,
        _ field5: FieldPath<R, P5>
    ) -> Request<R, S> where P1.Root == R, P2.Root == R, P3.Root == R, P4.Root == R, P5.Root == R {
        all.orderBy(field1, field2, field3, field4, field5)
    }

    /// Starts a query for all records in the order of several fields, each ascending or `descending`, strings as they are or
    /// `ignoringCase`.
    @_lifetime(copy self)
    public func orderBy<
        P1: IndexPartConvertible, P2: IndexPartConvertible, P3: IndexPartConvertible,
        P4: IndexPartConvertible, P5: IndexPartConvertible, P6: IndexPartConvertible
    >(
        _ field1: FieldPath<R, P1>, _ field2: FieldPath<R, P2>, _ field3: FieldPath<R, P3>, _ field4: FieldPath<R, P4>,
        _ field5: FieldPath<R, P5>, _ field6: FieldPath<R, P6>
    ) -> Request<R, S> where P1.Root == R, P2.Root == R, P3.Root == R, P4.Root == R, P5.Root == R, P6.Root == R {
        all.orderBy(field1, field2, field3, field4, field5, field6)
    }
}
