/// A field of a query, waiting for its operator. Optional fields compare with plain values; a range never matches nil.
public struct Where<R: Record, V: KeyComponent, S: ~Escapable>: ~Escapable {
    let request: Request<R, S>
    let field: FieldReference
    /// Whether the condition is an alternative to what the query asks so far.
    let isAlternative: Bool

    @_lifetime(copy request)
    init(_ request: Request<R, S>, _ field: FieldReference, isAlternative: Bool = false) {
        self.request = request
        self.field = field
        self.isAlternative = isAlternative
    }

    @_lifetime(copy self)
    func adding(_ clause: (FieldReference) throws -> Condition.Clause) -> Request<R, S> {
        let field = field
        return request.adding(asAlternative: isAlternative) { [Condition(try clause(field), [field])] }
    }
}

extension Where: Escapable where S: Escapable {}
extension Where: Sendable where S: Sendable {}

extension Where where S: ~Escapable {
    /// The field has this value. On an array field: one of its elements has.
    @_lifetime(copy self)
    public func equals(_ value: V.Scalar) -> Request<R, S> {
        adding { field in .init(operation: .equals, operands: [try field.encode(value)]) }
    }

    /// The field has another value, or is nil, as with Swift's `!=`. On an array field: none of its elements has it.
    @_lifetime(copy self)
    public func notEqual(_ value: V.Scalar) -> Request<R, S> {
        adding { field in .init(operation: .notEqual, operands: [try field.encode(value)]) }
    }

    /// The field has none of these values, and nor has an element of an array field; it may be nil. All records match
    /// when there are none.
    @_lifetime(copy self)
    public func noneOf(_ values: V.Scalar...) -> Request<R, S> {
        noneOf(values)
    }

    /// The field has none of these values, and nor has an element of an array field; it may be nil. All records match
    /// when there are none.
    @_lifetime(copy self)
    public func noneOf(_ values: some Sequence<V.Scalar>) -> Request<R, S> {
        adding { field in .init(operation: .noneOf, operands: try values.map(field.encode)) }
    }

    /// The field has one of these values; none match when there are none.
    @_lifetime(copy self)
    public func anyOf(_ values: V.Scalar...) -> Request<R, S> {
        anyOf(values)
    }

    /// The field has one of these values; none match when there are none.
    @_lifetime(copy self)
    public func anyOf(_ values: some Sequence<V.Scalar>) -> Request<R, S> {
        adding { field in .init(operation: .anyOf, operands: try values.map(field.encode)) }
    }
}

extension Where where V: OptionalComponent, S: ~Escapable {
    /// The field is nil, or absent in the stored record.
    @_lifetime(copy self)
    public func isNil() -> Request<R, S> {
        adding { field in .init(operation: .isNil, operands: [[KeyTag.null]]) }
    }

    /// The field has a value.
    @_lifetime(copy self)
    public func isNotNil() -> Request<R, S> {
        adding { _ in .init(operation: .isNotNil, operands: []) }
    }
}

extension FieldReference {
    /// A value of this field as a key component.
    func encode(_ value: some KeyComponent) throws -> [UInt8] {
        var encoder = KeyEncoder()
        do {
            try value.encode(into: &encoder)
        } catch var error as RoostError {
            error.field = name
            throw error
        }
        return encoder.bytes
    }
}
