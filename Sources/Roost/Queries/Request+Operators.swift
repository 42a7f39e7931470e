extension Request where S: ~Escapable {
    /// Puts a condition on a field; the operator that follows says which.
    @_lifetime(copy self)
    public func `where`<F: QueryField>(_ field: FieldPath<R, F>) -> Where<R, F.Value, S> where F.Root == R {
        Where(self, table.fields[keyPath: field].reference)
    }

    /// Puts a condition on several fields, compared as a tuple: by the first, then by the second, and so on.
    @_disfavoredOverload
    @_lifetime(copy self)
    public func `where`<each V: KeyComponent>(
        _ fields: repeat FieldPath<R, Field<R, each V>>
    ) -> CompoundWhere<R, S, repeat each V> {
        var references: [FieldReference] = []
        for field in repeat each fields { references.append(table.fields[keyPath: field].reference) }
        return CompoundWhere(self, references)
    }

    /// Orders by a field, ascending; nil comes first. Replaces an earlier order.
    @_lifetime(copy self)
    public func orderBy<V>(_ field: FieldPath<R, Field<R, V>>) -> Self {
        var request = self
        request.specification.order = [table.fields[keyPath: field].reference]
        return request
    }

    /// Orders by several fields, ascending; nil comes first. Replaces an earlier order.
    @_disfavoredOverload
    @_lifetime(copy self)
    public func orderBy<each V: KeyComponent>(_ fields: repeat FieldPath<R, Field<R, each V>>) -> Self {
        var references: [FieldReference] = []
        for field in repeat each fields { references.append(table.fields[keyPath: field].reference) }
        var request = self
        request.specification.order = references
        return request
    }

    /// Turns the order round; twice is as before.
    @_lifetime(copy self)
    public func reverse() -> Self {
        var request = self
        request.specification.isReversed.toggle()
        return request
    }

    /// Skips the first `count` records; a negative count is 0. Set twice, the last one wins.
    ///
    /// - Complexity: reads `count` index entries, or that many records when a filter or a sort is left to do.
    @_lifetime(copy self)
    public func offset(_ count: Int) -> Self {
        var request = self
        request.specification.offset = max(0, count)
        return request
    }

    /// Takes at most `count` records; a negative count is 0. Set twice, the last one wins.
    @_lifetime(copy self)
    public func limit(_ count: Int) -> Self {
        var request = self
        request.specification.limit = max(0, count)
        return request
    }

    @_lifetime(copy self)
    func adding(_ condition: () throws -> Condition) -> Self {
        var request = self
        request.specification.add(condition)
        return request
    }
}
