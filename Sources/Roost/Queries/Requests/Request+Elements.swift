/// Terminals over the elements of array fields. Each record counts once for each of its distinct elements; where the query
/// has conditions on the field, only for those that satisfy one of them, as with `keys(_:)`.
extension Request where S: Scope & ~Escapable {
    /// The distinct elements of an array field in the answer, in its order, those of one record ascending; without an
    /// order, an offset and a limit, ascending. Where the query has conditions on the field, those that satisfy one of them.
    ///
    /// - Complexity: where the multi-entry index of the field answers the query, as many seeks as there are distinct
    ///   elements, each with up to 16 keys; otherwise as `keys(_:)`.
    public func uniqueKeys<V>(_ field: FieldPath<R, EachField<R, V>>) throws -> [V] {
        let reference = table.fields[keyPath: field].reference
        let conditions = specification.elementConditions(on: reference)
        let isByElement = specification.order.isEmpty && specification.isWhole
        return try run(isUnordered: isByElement) {
            try $0.uniqueElements(reference, matching: conditions, isByElement: isByElement, as: V.self)
        }
    }

    /// How many records of the answer have each element of an array field, by element, ascending. Where the query has
    /// conditions on the field, only elements that satisfy one of them are counted.
    ///
    /// A record counts once for each of its distinct elements; without any, it is not counted.
    ///
    /// - Complexity: as `keys(_:)`, and a row in memory for each distinct element.
    public func groupedCount<V>(_ field: FieldPath<R, EachField<R, V>>) throws -> [(key: V, count: Int)] {
        let reference = table.fields[keyPath: field].reference
        let conditions = specification.elementConditions(on: reference)
        return try withoutOrder().run {
            try $0.groupedCount(elements: reference, matching: conditions, as: V.self)
        }
    }
}

extension Request where S == Database {
    /// The distinct elements of an array field in the answer. See the synchronous `uniqueKeys(_:)`.
    public func uniqueKeys<V>(_ field: FieldPath<R, EachField<R, V>>) async throws -> [V] {
        let reference = table.fields[keyPath: field].reference
        let conditions = specification.elementConditions(on: reference)
        let isByElement = specification.order.isEmpty && specification.isWhole
        return try await runInBackground(isUnordered: isByElement) {
            try $0.uniqueElements(reference, matching: conditions, isByElement: isByElement, as: V.self)
        }
    }

    /// How many records of the answer have each element of an array field. See the synchronous `groupedCount(_:)`.
    public func groupedCount<V>(_ field: FieldPath<R, EachField<R, V>>) async throws -> [(key: V, count: Int)] {
        let reference = table.fields[keyPath: field].reference
        let conditions = specification.elementConditions(on: reference)
        return try await withoutOrder().runInBackground {
            try $0.groupedCount(elements: reference, matching: conditions, as: V.self)
        }
    }
}

extension Request where S: ~Escapable {
    /// The same request without its order, where all records that match count.
    @_lifetime(copy self)
    fileprivate func withoutOrder() -> Self {
        guard specification.isWhole else { return self }
        var request = self
        request.specification.order = []
        request.specification.isReversed = false
        return request
    }
}
