/// Several fields of a query, waiting for their operator; compared as a tuple of values, none of which is optional.
public struct CompoundWhere<R: Record, S: ~Escapable, each Value: KeyComponent>: ~Escapable {
    let request: Request<R, S>
    let fields: [FieldReference]
    /// Whether the condition is an alternative to what the query asks so far.
    let isAlternative: Bool

    @_lifetime(copy request)
    init(_ request: Request<R, S>, _ fields: [FieldReference], isAlternative: Bool = false) {
        self.request = request
        self.fields = fields
        self.isAlternative = isAlternative
    }
}

extension CompoundWhere: Escapable where S: Escapable {}
extension CompoundWhere: Sendable where S: Sendable {}

extension CompoundWhere where S: ~Escapable {
    /// Every field has its value.
    @_lifetime(copy self)
    public func equals(_ values: repeat each Value) -> Request<R, S> {
        var conditions: [Result<Condition, any Error>] = []
        for value in repeat each values {
            let field = fields[conditions.count]
            conditions.append(
                Result { Condition(.init(operation: .equals, operands: [try field.encode(value)]), [field]) })
        }
        return request.adding(asAlternative: isAlternative) { try conditions.map { try $0.get() } }
    }

    /// The tuple of the fields is greater than the tuple of the values: greater in the first field, or equal there and
    /// greater in the next, and so on.
    @_lifetime(copy self)
    public func above(
        _ values: repeat each Value
    ) -> Request<R, S> where repeat each Value: OrderedComponent {
        let encoded = encode(repeat each values)
        return adding { .init(operation: .above, operands: [try encoded.get()]) }
    }

    /// The tuple of the fields is greater than the tuple of the values or equal to it.
    @_lifetime(copy self)
    public func aboveOrEqual(
        _ values: repeat each Value
    ) -> Request<R, S> where repeat each Value: OrderedComponent {
        let encoded = encode(repeat each values)
        return adding { .init(operation: .aboveOrEqual, operands: [try encoded.get()]) }
    }

    /// The tuple of the fields is less than the tuple of the values, and its first field is not nil.
    @_lifetime(copy self)
    public func below(
        _ values: repeat each Value
    ) -> Request<R, S> where repeat each Value: OrderedComponent {
        let encoded = encode(repeat each values)
        return adding { .init(operation: .below, operands: [try encoded.get()]) }
    }

    /// The tuple of the fields is less than the tuple of the values or equal to it, and its first field is not nil.
    @_lifetime(copy self)
    public func belowOrEqual(
        _ values: repeat each Value
    ) -> Request<R, S> where repeat each Value: OrderedComponent {
        let encoded = encode(repeat each values)
        return adding { .init(operation: .belowOrEqual, operands: [try encoded.get()]) }
    }

    /// The tuple of the fields is between two tuples, compared field by field; this is not a box. The lower one matches
    /// and the upper one does not, unless said otherwise.
    @_lifetime(copy self)
    public func between(
        _ lower: (repeat each Value), _ upper: (repeat each Value), includeLower: Bool = true,
        includeUpper: Bool = false
    ) -> Request<R, S> where repeat each Value: OrderedComponent {
        let lower = encode(repeat each lower)
        let upper = encode(repeat each upper)
        return adding {
            .init(
                operation: .between, operands: [try lower.get(), try upper.get()], includesLower: includeLower,
                includesUpper: includeUpper)
        }
    }

    /// The fields have the values of one of these tuples; none match when there are none.
    @_lifetime(copy self)
    public func anyOf(_ tuples: (repeat each Value)...) -> Request<R, S> {
        anyOf(tuples)
    }

    /// The fields have the values of one of these tuples; none match when there are none.
    @_lifetime(copy self)
    public func anyOf(_ tuples: some Sequence<(repeat each Value)>) -> Request<R, S> {
        let encoded = tuples.map { encode(repeat each $0) }
        return adding { .init(operation: .anyOf, operands: try encoded.map { try $0.get() }) }
    }

    @_lifetime(copy self)
    private func adding(_ clause: () throws -> Condition.Clause) -> Request<R, S> {
        let fields = fields
        return request.adding(asAlternative: isAlternative) { [Condition(try clause(), fields)] }
    }

    private func encode(_ values: repeat each Value) -> Result<[UInt8], any Error> {
        Result {
            var bytes: [UInt8] = []
            var position = 0
            for value in repeat each values {
                bytes += try fields[position].encode(value)
                position += 1
            }
            return bytes
        }
    }
}
