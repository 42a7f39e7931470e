extension Request where S: ~Escapable {
    /// Puts a condition on a field; the operator that follows says which.
    @_lifetime(copy self)
    public func `where`<F: QueryField>(_ field: FieldPath<R, F>) -> Where<R, F.Value, S> where F.Root == R {
        Where(self, table.fields[keyPath: field].reference)
    }

    /// Begins an alternative to all conditions of the query so far; the operator that follows says which. Closures, order,
    /// offset and limit are those of the whole query, wherever they stand.
    ///
    /// What comes after it applies to both: `where(a).or(b).where(c)` is (a or b) and c. Records come by primary key unless
    /// ordered, each once.
    @_lifetime(copy self)
    public func or<F: QueryField>(_ field: FieldPath<R, F>) -> Where<R, F.Value, S> where F.Root == R {
        Where(self, table.fields[keyPath: field].reference, isAlternative: true)
    }

    /// Keeps the records for which a closure is true. It is called for records that satisfy every condition, so put into
    /// conditions what they can say.
    ///
    /// - Complexity: decodes every record that satisfies the conditions; `count()` and `primaryKeys()` do, too.
    @_lifetime(copy self)
    public func filter(_ isIncluded: @escaping @Sendable (R) throws -> Bool) -> Self {
        var request = self
        request.specification.filters.append(RecordTest(isIncluded))
        return request
    }

    /// Ends the answer before the first record, in its order, for which a closure is true. An offset counts from the
    /// beginning all the same.
    @_lifetime(copy self)
    public func until(_ isEnd: @escaping @Sendable (R) throws -> Bool) -> Self {
        var request = self
        request.specification.ends.append(RecordTest(isEnd))
        return request
    }

    /// The same query: each record is met once, also where an array field has several matching elements.
    @_lifetime(copy self)
    public func distinct() -> Self { self }

    /// Turns the order round; twice is as before.
    @_lifetime(copy self)
    public func reverse() -> Self {
        var request = self
        request.specification.isReversed.toggle()
        return request
    }

    /// Skips the first `count` records. Set twice, the last one wins. With a negative count, the query fails when it runs:
    /// ``RoostError/Code/invalidArgument``.
    ///
    /// - Complexity: reads `count` index entries, or that many records when a filter or a sort is left to do.
    @_lifetime(copy self)
    public func offset(_ count: Int) -> Self {
        var request = self
        request.specification.offset = count
        return request
    }

    /// Takes at most `count` records. Set twice, the last one wins. With a negative count, the query fails when it runs:
    /// ``RoostError/Code/invalidArgument``.
    @_lifetime(copy self)
    public func limit(_ count: Int) -> Self {
        var request = self
        request.specification.limit = count
        return request
    }

    /// The same request for no more than the first `count` records of its answer.
    @_lifetime(copy self)
    func atMost(_ count: Int) -> Self {
        limit(Swift.min(count, specification.limit ?? count))
    }

    @_lifetime(copy self)
    func adding(asAlternative: Bool, _ conditions: () throws -> [Condition]) -> Self {
        var request = self
        request.specification.add(asAlternative: asAlternative, conditions)
        return request
    }
}
