extension Where where V.Scalar: OrderedComponent, S: ~Escapable {
    /// The field is in one of several ranges, which may overlap. The lower bounds match and the upper ones do not, unless
    /// said otherwise; a range whose bounds stand the wrong way round is ``RoostError/Code/invalidArgument``.
    @_lifetime(copy self)
    public func inAnyRange(
        _ ranges: some Sequence<(V.Scalar, V.Scalar)>, includeLowers: Bool = true,
        includeUppers: Bool = false
    ) -> Request<R, S> {
        adding { field in
            let operands = try ranges.flatMap { range in
                let bounds = [try field.encode(range.0), try field.encode(range.1)]
                guard !bounds[1].lexicographicallyPrecedes(bounds[0]) else {
                    var error = RoostError(.invalidArgument, "the bounds of a range stand the wrong way round")
                    error.field = field.name
                    throw error
                }
                return bounds
            }
            return .init(
                operation: .inAnyRange, operands: operands, includesLower: includeLowers, includesUpper: includeUppers)
        }
    }

    /// The field is greater than the value.
    @_lifetime(copy self)
    public func above(_ value: V.Scalar) -> Request<R, S> {
        adding { field in .init(operation: .above, operands: [try field.encode(value)]) }
    }

    /// The field is greater than the value or equal to it.
    @_lifetime(copy self)
    public func aboveOrEqual(_ value: V.Scalar) -> Request<R, S> {
        adding { field in .init(operation: .aboveOrEqual, operands: [try field.encode(value)]) }
    }

    /// The field is less than the value, and not nil.
    @_lifetime(copy self)
    public func below(_ value: V.Scalar) -> Request<R, S> {
        adding { field in .init(operation: .below, operands: [try field.encode(value)]) }
    }

    /// The field is less than the value or equal to it, and not nil.
    @_lifetime(copy self)
    public func belowOrEqual(_ value: V.Scalar) -> Request<R, S> {
        adding { field in .init(operation: .belowOrEqual, operands: [try field.encode(value)]) }
    }

    /// The field is between two values. The lower one matches and the upper one does not, unless said otherwise; when
    /// they stand the wrong way round, nothing matches.
    @_lifetime(copy self)
    public func between(
        _ lower: V.Scalar, _ upper: V.Scalar, includeLower: Bool = true, includeUpper: Bool = false
    ) -> Request<R, S> {
        adding { field in
            .init(
                operation: .between, operands: [try field.encode(lower), try field.encode(upper)],
                includesLower: includeLower, includesUpper: includeUpper)
        }
    }
}
