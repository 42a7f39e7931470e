/// A field of a query, waiting for its operator. Optional fields compare with plain values; a range never matches nil.
public struct Where<R: Record, V: KeyComponent, S: ~Escapable>: ~Escapable {
    let request: Request<R, S>
    let field: FieldReference

    @_lifetime(copy request)
    init(_ request: Request<R, S>, _ field: FieldReference) {
        self.request = request
        self.field = field
    }
}

extension Where: Escapable where S: Escapable {}
extension Where: Sendable where S: Sendable {}

extension Where where S: ~Escapable {
    /// The field has this value. On an array field: one of its elements has.
    @_lifetime(copy self)
    public func equals(_ value: V.Scalar) -> Request<R, S> {
        let field = field
        return request.adding {
            Condition(.init(operation: .equals, operands: [try field.encode(value)]), [field])
        }
    }

    /// The field has another value, or is nil, as with Swift's `!=`. On an array field: one of its elements is another.
    @_lifetime(copy self)
    public func notEqual(_ value: V.Scalar) -> Request<R, S> {
        let field = field
        return request.adding {
            Condition(.init(operation: .notEqual, operands: [try field.encode(value)]), [field])
        }
    }

    /// The field has none of these values; it may be nil. All records match when there are none.
    @_lifetime(copy self)
    public func noneOf(_ values: V.Scalar...) -> Request<R, S> {
        noneOf(values)
    }

    /// The field has none of these values; it may be nil. All records match when there are none.
    @_lifetime(copy self)
    public func noneOf(_ values: some Sequence<V.Scalar>) -> Request<R, S> {
        let field = field
        return request.adding {
            Condition(.init(operation: .noneOf, operands: try values.map(field.encode)), [field])
        }
    }

    /// The field has one of these values; none match when there are none.
    @_lifetime(copy self)
    public func anyOf(_ values: V.Scalar...) -> Request<R, S> {
        anyOf(values)
    }

    /// The field has one of these values; none match when there are none.
    @_lifetime(copy self)
    public func anyOf(_ values: some Sequence<V.Scalar>) -> Request<R, S> {
        let field = field
        return request.adding {
            Condition(.init(operation: .anyOf, operands: try values.map(field.encode)), [field])
        }
    }
}

extension Where where V: OptionalComponent, S: ~Escapable {
    /// The field is nil, or absent in the stored record.
    @_lifetime(copy self)
    public func isNil() -> Request<R, S> {
        let field = field
        return request.adding {
            Condition(.init(operation: .isNil, operands: [[KeyTag.null]]), [field])
        }
    }
}

extension Where where V: OptionalComponent, S: ~Escapable {
    /// The field has a value.
    @_lifetime(copy self)
    public func isNotNil() -> Request<R, S> {
        let field = field
        return request.adding { Condition(.init(operation: .isNotNil, operands: []), [field]) }
    }
}

extension Where where V.Scalar: OrderedComponent, S: ~Escapable {
    /// The field is in one of several ranges, which may overlap. The lower bounds match and the upper ones do not, unless
    /// said otherwise; a range whose bounds stand the wrong way round is ``RoostError/Code/invalidArgument``.
    @_lifetime(copy self)
    public func inAnyRange(
        _ ranges: some Sequence<(lower: V.Scalar, upper: V.Scalar)>, includeLowers: Bool = true,
        includeUppers: Bool = false
    ) -> Request<R, S> {
        let field = field
        return request.adding {
            let operands = try ranges.flatMap { range in
                let bounds = [try field.encode(range.lower), try field.encode(range.upper)]
                guard !bounds[1].lexicographicallyPrecedes(bounds[0]) else {
                    var error = RoostError(.invalidArgument, "the bounds of a range stand the wrong way round")
                    error.field = field.name
                    throw error
                }
                return bounds
            }
            return Condition(
                .init(
                    operation: .inAnyRange, operands: operands, includesLower: includeLowers,
                    includesUpper: includeUppers), [field])
        }
    }
    /// The field is greater than the value.
    @_lifetime(copy self)
    public func above(_ value: V.Scalar) -> Request<R, S> {
        let field = field
        return request.adding {
            Condition(.init(operation: .above, operands: [try field.encode(value)]), [field])
        }
    }

    /// The field is greater than the value or equal to it.
    @_lifetime(copy self)
    public func aboveOrEqual(_ value: V.Scalar) -> Request<R, S> {
        let field = field
        return request.adding {
            Condition(.init(operation: .aboveOrEqual, operands: [try field.encode(value)]), [field])
        }
    }

    /// The field is less than the value, and not nil.
    @_lifetime(copy self)
    public func below(_ value: V.Scalar) -> Request<R, S> {
        let field = field
        return request.adding {
            Condition(.init(operation: .below, operands: [try field.encode(value)]), [field])
        }
    }

    /// The field is less than the value or equal to it, and not nil.
    @_lifetime(copy self)
    public func belowOrEqual(_ value: V.Scalar) -> Request<R, S> {
        let field = field
        return request.adding {
            Condition(.init(operation: .belowOrEqual, operands: [try field.encode(value)]), [field])
        }
    }

    /// The field is between two values. The lower one matches and the upper one does not, unless said otherwise; when
    /// they stand the wrong way round, nothing matches.
    @_lifetime(copy self)
    public func between(
        _ lower: V.Scalar, _ upper: V.Scalar, includeLower: Bool = true, includeUpper: Bool = false
    ) -> Request<R, S> {
        let field = field
        return request.adding {
            Condition(
                .init(
                    operation: .between, operands: [try field.encode(lower), try field.encode(upper)],
                    includesLower: includeLower, includesUpper: includeUpper), [field])
        }
    }
}

extension Where where V.Scalar == String, S: ~Escapable {
    /// The field starts with a prefix, compared as normalised (NFC) UTF-8 bytes; every string starts with "".
    @_lifetime(copy self)
    public func startsWith(_ prefix: String) -> Request<R, S> {
        let field = field
        return request.adding {
            Condition(.init(operation: .startsWith, operands: [try field.encode(prefix)]), [field])
        }
    }
}

extension Where where V.Scalar == String, S: ~Escapable {
    /// The field starts with one of these prefixes; none match when there are none.
    @_lifetime(copy self)
    public func startsWithAnyOf(_ prefixes: String...) -> Request<R, S> {
        startsWithAnyOf(prefixes)
    }

    /// The field starts with one of these prefixes; none match when there are none.
    @_lifetime(copy self)
    public func startsWithAnyOf(_ prefixes: some Sequence<String>) -> Request<R, S> {
        let field = field
        return request.adding {
            Condition(.init(operation: .startsWithAnyOf, operands: try prefixes.map(field.encode)), [field])
        }
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
        return request.adding {
            Condition(.init(operation: operation, operands: values.map(FieldReference.foldedComponent)), [folded])
        }
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
