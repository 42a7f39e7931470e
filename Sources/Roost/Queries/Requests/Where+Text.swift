extension Where where V.Scalar == String, S: ~Escapable {
    /// The field starts with a prefix, compared as normalised (NFC) UTF-8 bytes; every string starts with "".
    @_lifetime(copy self)
    public func startsWith(_ prefix: String) -> Request<R, S> {
        adding { field in .init(operation: .startsWith, operands: [try field.encode(prefix)]) }
    }

    /// The field starts with one of these prefixes; none match when there are none.
    @_lifetime(copy self)
    public func startsWithAnyOf(_ prefixes: String...) -> Request<R, S> {
        startsWithAnyOf(prefixes)
    }

    /// The field starts with one of these prefixes; none match when there are none.
    @_lifetime(copy self)
    public func startsWithAnyOf(_ prefixes: some Sequence<String>) -> Request<R, S> {
        adding { field in .init(operation: .startsWithAnyOf, operands: try prefixes.map(field.encode)) }
    }

    /// The field has this value apart from case, by Unicode full case folding: `straße` equals `STRASSE`.
    @_lifetime(copy self)
    public func equalsIgnoreCase(_ value: String) -> Request<R, S> {
        foldedCondition(.equals, [value])
    }

    /// The field has one of these values apart from case; none match when there are none.
    @_lifetime(copy self)
    public func anyOfIgnoreCase(_ values: String...) -> Request<R, S> {
        foldedCondition(.anyOf, values)
    }

    /// The field has one of these values apart from case; none match when there are none.
    @_lifetime(copy self)
    public func anyOfIgnoreCase(_ values: some Sequence<String>) -> Request<R, S> {
        foldedCondition(.anyOf, Array(values))
    }

    /// The field starts with a prefix apart from case; every string starts with "".
    @_lifetime(copy self)
    public func startsWithIgnoreCase(_ prefix: String) -> Request<R, S> {
        foldedCondition(.startsWith, [prefix])
    }

    /// The field starts with one of these prefixes apart from case; none match when there are none.
    @_lifetime(copy self)
    public func startsWithAnyOfIgnoreCase(_ prefixes: String...) -> Request<R, S> {
        foldedCondition(.startsWithAnyOf, prefixes)
    }

    /// The field starts with one of these prefixes apart from case; none match when there are none.
    @_lifetime(copy self)
    public func startsWithAnyOfIgnoreCase(_ prefixes: some Sequence<String>) -> Request<R, S> {
        foldedCondition(.startsWithAnyOf, Array(prefixes))
    }

    /// A condition on the case-folded field.
    @_lifetime(copy self)
    private func foldedCondition(_ operation: Condition.Operation, _ values: [String]) -> Request<R, S> {
        let folded = field.folded
        return request.adding(asAlternative: isAlternative) {
            [Condition(.init(operation: operation, operands: values.map(FieldReference.foldedComponent)), [folded])]
        }
    }
}
