/// Conditions on several fields, two to six. Each number of them is written out, because the compiler finds the type of a
/// literal in a tuple only where it does not have to match packs: `where(\.level, \.name).equals(1, "x")` of an `Int8`.
extension Request where S: ~Escapable {
    /// Puts a condition on several fields, compared as a tuple: by the first, then by the second, and so on.
    @_lifetime(copy self)
    public func `where`<V1: KeyComponent, V2: KeyComponent>(
        _ field1: FieldPath<R, Field<R, V1>>, _ field2: FieldPath<R, Field<R, V2>>
    ) -> CompoundWhere<R, S, V1.Scalar, V2.Scalar> {
        let references = [table.fields[keyPath: field1].reference, table.fields[keyPath: field2].reference]
        return CompoundWhere(self, references)
    }

    /// Puts a condition on several fields, compared as a tuple: by the first, then by the second, and so on.
    @_lifetime(copy self)
    public func `where`<V1: KeyComponent, V2: KeyComponent, V3: KeyComponent>(
        _ field1: FieldPath<R, Field<R, V1>>, _ field2: FieldPath<R, Field<R, V2>>,
        _ field3: FieldPath<R, Field<R, V3>>
    ) -> CompoundWhere<R, S, V1.Scalar, V2.Scalar, V3.Scalar> {
        let references = [
            table.fields[keyPath: field1].reference, table.fields[keyPath: field2].reference,
            table.fields[keyPath: field3].reference,
        ]
        return CompoundWhere(self, references)
    }

    /// Puts a condition on several fields, compared as a tuple: by the first, then by the second, and so on.
    @_lifetime(copy self)
    public func `where`<V1: KeyComponent, V2: KeyComponent, V3: KeyComponent, V4: KeyComponent>(
        _ field1: FieldPath<R, Field<R, V1>>, _ field2: FieldPath<R, Field<R, V2>>,
        _ field3: FieldPath<R, Field<R, V3>>, _ field4: FieldPath<R, Field<R, V4>>
    ) -> CompoundWhere<R, S, V1.Scalar, V2.Scalar, V3.Scalar, V4.Scalar> {
        let references = [
            table.fields[keyPath: field1].reference, table.fields[keyPath: field2].reference,
            table.fields[keyPath: field3].reference, table.fields[keyPath: field4].reference,
        ]
        return CompoundWhere(self, references)
    }

    /// Puts a condition on several fields, compared as a tuple: by the first, then by the second, and so on.
    @_lifetime(copy self)
    public func `where`<
        V1: KeyComponent, V2: KeyComponent, V3: KeyComponent, V4: KeyComponent, V5: KeyComponent
    >(
        _ field1: FieldPath<R, Field<R, V1>>, _ field2: FieldPath<R, Field<R, V2>>,
        _ field3: FieldPath<R, Field<R, V3>>, _ field4: FieldPath<R, Field<R, V4>>,
        _ field5: FieldPath<R, Field<R, V5>>
    ) -> CompoundWhere<R, S, V1.Scalar, V2.Scalar, V3.Scalar, V4.Scalar, V5.Scalar> {
        let references = [
            table.fields[keyPath: field1].reference, table.fields[keyPath: field2].reference,
            table.fields[keyPath: field3].reference, table.fields[keyPath: field4].reference,
            table.fields[keyPath: field5].reference,
        ]
        return CompoundWhere(self, references)
    }

    /// Puts a condition on several fields, compared as a tuple: by the first, then by the second, and so on.
    @_lifetime(copy self)
    public func `where`<
        V1: KeyComponent, V2: KeyComponent, V3: KeyComponent, V4: KeyComponent, V5: KeyComponent, V6: KeyComponent
    >(
        _ field1: FieldPath<R, Field<R, V1>>, _ field2: FieldPath<R, Field<R, V2>>,
        _ field3: FieldPath<R, Field<R, V3>>, _ field4: FieldPath<R, Field<R, V4>>,
        _ field5: FieldPath<R, Field<R, V5>>, _ field6: FieldPath<R, Field<R, V6>>
    ) -> CompoundWhere<R, S, V1.Scalar, V2.Scalar, V3.Scalar, V4.Scalar, V5.Scalar, V6.Scalar> {
        let references = [
            table.fields[keyPath: field1].reference, table.fields[keyPath: field2].reference,
            table.fields[keyPath: field3].reference, table.fields[keyPath: field4].reference,
            table.fields[keyPath: field5].reference, table.fields[keyPath: field6].reference,
        ]
        return CompoundWhere(self, references)
    }

    /// Begins an alternative with a condition on several fields, compared as a tuple.
    @_lifetime(copy self)
    public func or<V1: KeyComponent, V2: KeyComponent>(
        _ field1: FieldPath<R, Field<R, V1>>, _ field2: FieldPath<R, Field<R, V2>>
    ) -> CompoundWhere<R, S, V1.Scalar, V2.Scalar> {
        let references = [table.fields[keyPath: field1].reference, table.fields[keyPath: field2].reference]
        return CompoundWhere(self, references, isAlternative: true)
    }

    /// Begins an alternative with a condition on several fields, compared as a tuple.
    @_lifetime(copy self)
    public func or<V1: KeyComponent, V2: KeyComponent, V3: KeyComponent>(
        _ field1: FieldPath<R, Field<R, V1>>, _ field2: FieldPath<R, Field<R, V2>>,
        _ field3: FieldPath<R, Field<R, V3>>
    ) -> CompoundWhere<R, S, V1.Scalar, V2.Scalar, V3.Scalar> {
        let references = [
            table.fields[keyPath: field1].reference, table.fields[keyPath: field2].reference,
            table.fields[keyPath: field3].reference,
        ]
        return CompoundWhere(self, references, isAlternative: true)
    }

    /// Begins an alternative with a condition on several fields, compared as a tuple.
    @_lifetime(copy self)
    public func or<V1: KeyComponent, V2: KeyComponent, V3: KeyComponent, V4: KeyComponent>(
        _ field1: FieldPath<R, Field<R, V1>>, _ field2: FieldPath<R, Field<R, V2>>,
        _ field3: FieldPath<R, Field<R, V3>>, _ field4: FieldPath<R, Field<R, V4>>
    ) -> CompoundWhere<R, S, V1.Scalar, V2.Scalar, V3.Scalar, V4.Scalar> {
        let references = [
            table.fields[keyPath: field1].reference, table.fields[keyPath: field2].reference,
            table.fields[keyPath: field3].reference, table.fields[keyPath: field4].reference,
        ]
        return CompoundWhere(self, references, isAlternative: true)
    }

    /// Begins an alternative with a condition on several fields, compared as a tuple.
    @_lifetime(copy self)
    public func or<
        V1: KeyComponent, V2: KeyComponent, V3: KeyComponent, V4: KeyComponent, V5: KeyComponent
    >(
        _ field1: FieldPath<R, Field<R, V1>>, _ field2: FieldPath<R, Field<R, V2>>,
        _ field3: FieldPath<R, Field<R, V3>>, _ field4: FieldPath<R, Field<R, V4>>,
        _ field5: FieldPath<R, Field<R, V5>>
    ) -> CompoundWhere<R, S, V1.Scalar, V2.Scalar, V3.Scalar, V4.Scalar, V5.Scalar> {
        let references = [
            table.fields[keyPath: field1].reference, table.fields[keyPath: field2].reference,
            table.fields[keyPath: field3].reference, table.fields[keyPath: field4].reference,
            table.fields[keyPath: field5].reference,
        ]
        return CompoundWhere(self, references, isAlternative: true)
    }

    /// Begins an alternative with a condition on several fields, compared as a tuple.
    @_lifetime(copy self)
    public func or<
        V1: KeyComponent, V2: KeyComponent, V3: KeyComponent, V4: KeyComponent, V5: KeyComponent, V6: KeyComponent
    >(
        _ field1: FieldPath<R, Field<R, V1>>, _ field2: FieldPath<R, Field<R, V2>>,
        _ field3: FieldPath<R, Field<R, V3>>, _ field4: FieldPath<R, Field<R, V4>>,
        _ field5: FieldPath<R, Field<R, V5>>, _ field6: FieldPath<R, Field<R, V6>>
    ) -> CompoundWhere<R, S, V1.Scalar, V2.Scalar, V3.Scalar, V4.Scalar, V5.Scalar, V6.Scalar> {
        let references = [
            table.fields[keyPath: field1].reference, table.fields[keyPath: field2].reference,
            table.fields[keyPath: field3].reference, table.fields[keyPath: field4].reference,
            table.fields[keyPath: field5].reference, table.fields[keyPath: field6].reference,
        ]
        return CompoundWhere(self, references, isAlternative: true)
    }
}

extension Records where S: ~Escapable {
    /// Starts a query with a condition on several fields, compared as a tuple.
    @_lifetime(copy self)
    public func `where`<V1: KeyComponent, V2: KeyComponent>(
        _ field1: FieldPath<R, Field<R, V1>>, _ field2: FieldPath<R, Field<R, V2>>
    ) -> CompoundWhere<R, S, V1.Scalar, V2.Scalar> {
        all.where(field1, field2)
    }

    /// Starts a query with a condition on several fields, compared as a tuple.
    @_lifetime(copy self)
    public func `where`<V1: KeyComponent, V2: KeyComponent, V3: KeyComponent>(
        _ field1: FieldPath<R, Field<R, V1>>, _ field2: FieldPath<R, Field<R, V2>>,
        _ field3: FieldPath<R, Field<R, V3>>
    ) -> CompoundWhere<R, S, V1.Scalar, V2.Scalar, V3.Scalar> {
        all.where(field1, field2, field3)
    }

    /// Starts a query with a condition on several fields, compared as a tuple.
    @_lifetime(copy self)
    public func `where`<V1: KeyComponent, V2: KeyComponent, V3: KeyComponent, V4: KeyComponent>(
        _ field1: FieldPath<R, Field<R, V1>>, _ field2: FieldPath<R, Field<R, V2>>,
        _ field3: FieldPath<R, Field<R, V3>>, _ field4: FieldPath<R, Field<R, V4>>
    ) -> CompoundWhere<R, S, V1.Scalar, V2.Scalar, V3.Scalar, V4.Scalar> {
        all.where(field1, field2, field3, field4)
    }

    /// Starts a query with a condition on several fields, compared as a tuple.
    @_lifetime(copy self)
    public func `where`<
        V1: KeyComponent, V2: KeyComponent, V3: KeyComponent, V4: KeyComponent, V5: KeyComponent
    >(
        _ field1: FieldPath<R, Field<R, V1>>, _ field2: FieldPath<R, Field<R, V2>>,
        _ field3: FieldPath<R, Field<R, V3>>, _ field4: FieldPath<R, Field<R, V4>>,
        _ field5: FieldPath<R, Field<R, V5>>
    ) -> CompoundWhere<R, S, V1.Scalar, V2.Scalar, V3.Scalar, V4.Scalar, V5.Scalar> {
        all.where(field1, field2, field3, field4, field5)
    }

    /// Starts a query with a condition on several fields, compared as a tuple.
    @_lifetime(copy self)
    public func `where`<
        V1: KeyComponent, V2: KeyComponent, V3: KeyComponent, V4: KeyComponent, V5: KeyComponent, V6: KeyComponent
    >(
        _ field1: FieldPath<R, Field<R, V1>>, _ field2: FieldPath<R, Field<R, V2>>,
        _ field3: FieldPath<R, Field<R, V3>>, _ field4: FieldPath<R, Field<R, V4>>,
        _ field5: FieldPath<R, Field<R, V5>>, _ field6: FieldPath<R, Field<R, V6>>
    ) -> CompoundWhere<R, S, V1.Scalar, V2.Scalar, V3.Scalar, V4.Scalar, V5.Scalar, V6.Scalar> {
        all.where(field1, field2, field3, field4, field5, field6)
    }
}
