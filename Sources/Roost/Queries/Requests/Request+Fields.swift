import RoostEngine

/// Terminals that want fields and not records: where the index that serves the query has the fields, in its parts or
/// covered, no record is read, and nothing is decoded.
extension Request where S: Scope & ~Escapable {
    /// The distinct values of a field in the answer, in its order; without an order, an offset and a limit, ascending.
    ///
    /// - Complexity: where an index has the field first, or behind fields with one value each, as many seeks as there are
    ///   distinct values, each with up to 16 keys; otherwise as `keys(_:)`.
    public func uniqueKeys<V>(_ field: FieldPath<R, Field<R, V>>) throws -> [V] {
        let reference = table.fields[keyPath: field].reference
        return try ordered(by: reference).run(wanting: [reference]) { try $0.uniqueKeys(reference, as: V.self) }
    }

    /// The value of a field in the first record of the answer; without an order, an offset and a limit, the smallest. Nil when there is no record.
    ///
    /// - Complexity: as `first()`, of index entries where those have the field.
    public func firstKey<V>(_ field: FieldPath<R, Field<R, V>>) throws -> V? {
        let reference = table.fields[keyPath: field].reference
        return try ordered(by: reference).atMost(1).run(wanting: [reference]) {
            try $0.keys(reference, as: V.self).first
        }
    }

    /// The value of a field in the last record of the answer; without an order, an offset and a limit, the greatest. Nil when there is no record.
    ///
    /// - Complexity: as `last()`, of index entries where those have the field.
    public func lastKey<V>(_ field: FieldPath<R, Field<R, V>>) throws -> V? {
        let reference = table.fields[keyPath: field].reference
        return try ordered(by: reference).run(wanting: [reference]) { try $0.lastKey(reference, as: V.self) }
    }

    /// The smallest value of a field in the answer; nil when none has a value.
    ///
    /// - Complexity: one index entry where an index gives the field's order, as `orderBy` has it; otherwise as
    ///   `keys(_:)`.
    public func min<V>(_ field: FieldPath<R, Field<R, V>>) throws -> V.Scalar? where V.Scalar: OrderedComponent {
        let reference = table.fields[keyPath: field].reference
        return try extreme(reference, isGreatest: false).run(wanting: [reference], isUnordered: true) {
            try $0.extreme(reference, isGreatest: false, as: V.Scalar.self)
        }
    }

    /// The greatest value of a field in the answer; nil when none has a value.
    ///
    /// - Complexity: as `min(_:)`.
    public func max<V>(_ field: FieldPath<R, Field<R, V>>) throws -> V.Scalar? where V.Scalar: OrderedComponent {
        let reference = table.fields[keyPath: field].reference
        return try extreme(reference, isGreatest: true).run(wanting: [reference], isUnordered: true) {
            try $0.extreme(reference, isGreatest: true, as: V.Scalar.self)
        }
    }

    /// The sum of a field's values in the answer; nil counts as 0.
    ///
    /// - Throws: ``RoostError/Code/invalidArgument`` when the field's type cannot hold it.
    /// - Complexity: as `keys(_:)`.
    public func sum<V>(_ field: FieldPath<R, Field<R, V>>) throws -> V.Scalar where V.Scalar: FixedWidthInteger {
        let reference = table.fields[keyPath: field].reference
        return try run(wanting: [reference], isUnordered: true) { try $0.sum(reference, as: V.Scalar.self) }
    }

    /// The sum of a field's values in the answer; nil counts as 0.
    ///
    /// - Complexity: as `keys(_:)`.
    public func sum<V>(_ field: FieldPath<R, Field<R, V>>) throws -> V.Scalar where V.Scalar: BinaryFloatingPoint {
        let reference = table.fields[keyPath: field].reference
        return try run(wanting: [reference], isUnordered: true) { try $0.sum(reference, as: V.Scalar.self) }
    }

    /// The mean of a field's values in the answer; nil values do not count. Nil when none has a value.
    ///
    /// - Complexity: as `keys(_:)`.
    public func average<V>(_ field: FieldPath<R, Field<R, V>>) throws -> Double? where V.Scalar: BinaryInteger {
        let reference = table.fields[keyPath: field].reference
        return try run(wanting: [reference], isUnordered: true) {
            try $0.average(reference, as: V.Scalar.self) { Double($0) }
        }
    }

    /// The mean of a field's values in the answer; nil values do not count. Nil when none has a value.
    ///
    /// - Complexity: as `keys(_:)`.
    public func average<V>(_ field: FieldPath<R, Field<R, V>>) throws -> Double? where V.Scalar: BinaryFloatingPoint {
        let reference = table.fields[keyPath: field].reference
        return try run(wanting: [reference], isUnordered: true) {
            try $0.average(reference, as: V.Scalar.self) { Double($0) }
        }
    }

    /// How many records of the answer have each value of a field, by value, ascending.
    ///
    /// - Complexity: as `keys(_:)`, and a row in memory for each distinct value.
    public func groupedCount<V>(_ field: FieldPath<R, Field<R, V>>) throws -> [(key: V, count: Int)] {
        let reference = table.fields[keyPath: field].reference
        return try run(wanting: [reference], isUnordered: true) { try $0.groupedCount(reference, as: V.self) }
    }
}

extension Request where S: ~Escapable {
    /// The same request, ordered by a field unless it has an order.
    @_lifetime(copy self)
    func ordered(by field: FieldReference) -> Self {
        guard specification.order.isEmpty, specification.isWhole else { return self }
        var request = self
        request.specification = specification.orderedForTerminal(by: field)
        return request
    }

    /// The same request for the one record with the smallest or greatest value of a field; the same request where an
    /// offset, a limit or an end says which records count.
    @_lifetime(copy self)
    func extreme(_ field: FieldReference, isGreatest: Bool) -> Self {
        guard specification.isWhole else { return self }
        var request = self
        request.specification = specification.orderedForTerminal(by: field)
        request.specification.isReversed = isGreatest
        request.specification.limit = 1
        request.specification.add { [Condition(.init(operation: .isNotNil, operands: []), [field])] }
        return request
    }
}
