/// The terminals that may scan, off the cooperative threads: each is its own transaction on one of the store's own
/// threads. `first` and `last` stay synchronous: they cost less than a change of thread.
extension Request where S == Database {
    /// The records of the answer. See the synchronous `toArray()`.
    public func toArray() async throws -> [R] {
        try await runInBackground { try $0.toArray(R.self) }
    }

    /// The number of records of the answer. See the synchronous `count()`.
    public func count() async throws -> Int {
        try await runInBackground(wanting: [], isUnordered: true) { try $0.count() }
    }

    /// The primary keys of the answer. See the synchronous `primaryKeys()`.
    public func primaryKeys() async throws -> [R.Key] {
        try await runInBackground(wanting: []) { try $0.primaryKeys(R.Key.self) }
    }

    /// The values of a field in the answer. See the synchronous `keys(_:)`.
    public func keys<V>(_ field: FieldPath<R, Field<R, V>>) async throws -> [V] {
        let reference = table.fields[keyPath: field].reference
        return try await runInBackground(wanting: [reference]) { try $0.keys(reference, as: V.self) }
    }

    /// The elements of an array field in the answer. See the synchronous `keys(_:)`.
    public func keys<V>(_ field: FieldPath<R, EachField<R, V>>) async throws -> [V] {
        let reference = table.fields[keyPath: field].reference
        let conditions = specification.elementConditions(on: reference)
        return try await runInBackground { try $0.elements(reference, matching: conditions, as: V.self) }
    }

    /// Calls a closure with each record of the answer, in order. See the synchronous `each(_:)`.
    public func each(_ body: @escaping @Sendable (R) throws -> Void) async throws {
        try await runInBackground { try $0.each(R.self, body) }
    }

    /// Runs the query and tells how it was run and what it read. See the synchronous `analyze()`.
    public func analyze() async throws -> QueryPlan {
        try await runInBackground { try $0.analyze(R.self) }
    }

    /// Changes every record of the answer with a closure. See the synchronous `modify(_:)`.
    @discardableResult
    public func modify(_ body: @escaping @Sendable (inout R) throws -> Void) async throws -> Int {
        let (table, specification) = (table, specification)
        return try await scope.writeInBackground { try $0.modify(table, specification, body) }
    }

    /// Changes every record of the answer with typed changes. See the synchronous `modify(_:)`.
    @discardableResult
    public func modify(_ changes: Change<R>...) async throws -> Int {
        let (table, specification) = (table, specification)
        return try await scope.writeInBackground { try $0.modify(table, specification, changes) }
    }

    /// Deletes every record of the answer. See the synchronous `delete()`.
    @discardableResult
    public func delete() async throws -> Int {
        let (table, specification) = (table, specification)
        return try await scope.writeInBackground { try $0.delete(table, specification) }
    }

    func runInBackground<T: Sendable>(
        wanting fields: [FieldReference]? = nil, isUnordered: Bool = false,
        _ body: @escaping @Sendable (QueryAnswer) throws -> T
    ) async throws -> T {
        let table = table
        var specification = specification
        specification.wantedFields = fields
        specification.isUnordered = isUnordered && specification.isWhole
        let planned = specification
        return try await scope.readInBackground { context in
            let layout = try context.layout(of: table)
            return try context.run(planned, on: layout) { try body(QueryAnswer($0, in: context)) }
        }
    }
}
