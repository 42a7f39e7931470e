/// The terminals that want fields, off the cooperative threads: each is its own transaction on one of the store's own
/// threads.
extension Request where S == Database {
    /// The distinct values of a field in the answer. See the synchronous `uniqueKeys(_:)`.
    public func uniqueKeys<V>(_ field: FieldPath<R, Field<R, V>>) async throws -> [V] {
        let reference = table.fields[keyPath: field].reference
        return try await ordered(by: reference).runInBackground(wanting: [reference]) {
            try $0.uniqueKeys(reference, as: V.self)
        }
    }

    /// The value of a field in the first record of the answer. See the synchronous `firstKey(_:)`.
    public func firstKey<V>(_ field: FieldPath<R, Field<R, V>>) async throws -> V? {
        let reference = table.fields[keyPath: field].reference
        return try await ordered(by: reference).atMost(1).runInBackground(wanting: [reference]) {
            try $0.keys(reference, as: V.self).first
        }
    }

    /// The value of a field in the last record of the answer. See the synchronous `lastKey(_:)`.
    public func lastKey<V>(_ field: FieldPath<R, Field<R, V>>) async throws -> V? {
        let reference = table.fields[keyPath: field].reference
        return try await ordered(by: reference).runInBackground(wanting: [reference]) {
            try $0.lastKey(reference, as: V.self)
        }
    }

    /// The smallest value of a field in the answer. See the synchronous `min(_:)`.
    public func min<V>(_ field: FieldPath<R, Field<R, V>>) async throws -> V.Scalar? where V.Scalar: OrderedComponent {
        let reference = table.fields[keyPath: field].reference
        return try await extreme(reference, isGreatest: false).runInBackground(wanting: [reference], isUnordered: true)
        {
            try $0.extreme(reference, isGreatest: false, as: V.Scalar.self)
        }
    }

    /// The greatest value of a field in the answer. See the synchronous `max(_:)`.
    public func max<V>(_ field: FieldPath<R, Field<R, V>>) async throws -> V.Scalar? where V.Scalar: OrderedComponent {
        let reference = table.fields[keyPath: field].reference
        return try await extreme(reference, isGreatest: true).runInBackground(wanting: [reference], isUnordered: true) {
            try $0.extreme(reference, isGreatest: true, as: V.Scalar.self)
        }
    }

    /// The sum of a field's values in the answer. See the synchronous `sum(_:)`.
    public func sum<V>(
        _ field: FieldPath<R, Field<R, V>>
    ) async throws -> V.Scalar where V.Scalar: FixedWidthInteger {
        let reference = table.fields[keyPath: field].reference
        return try await runInBackground(wanting: [reference], isUnordered: true) {
            try $0.sum(reference, as: V.Scalar.self)
        }
    }

    /// The sum of a field's values in the answer. See the synchronous `sum(_:)`.
    public func sum<V>(
        _ field: FieldPath<R, Field<R, V>>
    ) async throws -> V.Scalar where V.Scalar: BinaryFloatingPoint {
        let reference = table.fields[keyPath: field].reference
        return try await runInBackground(wanting: [reference], isUnordered: true) {
            try $0.sum(reference, as: V.Scalar.self)
        }
    }

    /// The mean of a field's values in the answer. See the synchronous `average(_:)`.
    public func average<V>(
        _ field: FieldPath<R, Field<R, V>>
    ) async throws -> Double? where V.Scalar: BinaryInteger {
        let reference = table.fields[keyPath: field].reference
        return try await runInBackground(wanting: [reference], isUnordered: true) {
            try $0.average(reference, as: V.Scalar.self) { Double($0) }
        }
    }

    /// The mean of a field's values in the answer. See the synchronous `average(_:)`.
    public func average<V>(
        _ field: FieldPath<R, Field<R, V>>
    ) async throws -> Double? where V.Scalar: BinaryFloatingPoint {
        let reference = table.fields[keyPath: field].reference
        return try await runInBackground(wanting: [reference], isUnordered: true) {
            try $0.average(reference, as: V.Scalar.self) { Double($0) }
        }
    }

    /// How many records of the answer have each value of a field. See the synchronous `groupedCount(_:)`.
    public func groupedCount<V>(_ field: FieldPath<R, Field<R, V>>) async throws -> [(key: V, count: Int)] {
        let reference = table.fields[keyPath: field].reference
        return try await runInBackground(wanting: [reference], isUnordered: true) {
            try $0.groupedCount(reference, as: V.self)
        }
    }
}
