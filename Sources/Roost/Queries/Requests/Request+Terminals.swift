import RoostEngine

extension Request where S: Scope & ~Escapable {
    /// The records of the answer.
    ///
    /// - Complexity: reads one index entry and one record for each, besides those a residual filter rejects.
    public func toArray() throws -> [R] {
        try run { try $0.toArray(R.self) }
    }

    /// The first record of the answer; nil when there is none.
    ///
    /// - Complexity: reads one entry and one record when an index decides the query and its order.
    public func first() throws -> R? {
        try atMost(1).run { try $0.toArray(R.self).first }
    }

    /// The last record of the answer; nil when there is none.
    ///
    /// - Complexity: as `first()` without an offset or a limit; with one, as `toArray()`.
    public func last() throws -> R? {
        try run { try $0.last(R.self) }
    }

    /// The number of records of the answer.
    ///
    /// - Complexity: one counter for a whole table; index keys only when an index decides the query; records (never
    ///   decoded) otherwise.
    public func count() throws -> Int {
        try run(wanting: [], isUnordered: true) { try $0.count() }
    }

    /// The primary keys of the answer.
    ///
    /// - Complexity: index entries only when an index decides the query and its order.
    public func primaryKeys() throws -> [R.Key] {
        try run(wanting: []) { try $0.primaryKeys(R.Key.self) }
    }

    /// The values of a field in the answer, in its order, one for each record.
    ///
    /// - Complexity: index keys only when the index that serves the query contains the field.
    public func keys<V>(_ field: FieldPath<R, Field<R, V>>) throws -> [V] {
        let reference = table.fields[keyPath: field].reference
        return try run(wanting: [reference]) { try $0.keys(reference, as: V.self) }
    }

    /// The elements of an array field that satisfy one of the query's conditions on it, those without case included; all
    /// elements where there is no such condition. Each counts once in a record, which may contribute several.
    ///
    /// With an order, they come record by record in that order, those of one record ascending. Without one, they may come
    /// in the order of the index entries.
    ///
    /// - Complexity: index keys only when the multi-entry index of the field serves the query.
    public func keys<V>(_ field: FieldPath<R, EachField<R, V>>) throws -> [V] {
        let reference = table.fields[keyPath: field].reference
        let conditions = specification.elementConditions(on: reference)
        return try run { try $0.elements(reference, matching: conditions, as: V.self) }
    }

    /// Calls a closure with each record of the answer, in order.
    ///
    /// In a write transaction, the records are those of the moment the call starts, whatever the closure writes.
    public func each(_ body: (R) throws -> Void) throws {
        try run { try $0.each(R.self, body) }
    }

    /// How the query would be run.
    ///
    /// - Complexity: reads nothing, or the first entries of some indexes where those decide which is taken.
    public func explain() throws -> QueryPlan {
        try scope._read(.view) { context in
            let layout = try context.layout(of: table)
            let plan = try Planner.plan(specification, on: layout, in: context)
            try context.confirmFields(of: specification, on: layout)
            return QueryPlan(plan, counts: nil)
        }
    }

    /// Runs the query as `toArray()` does and tells how it was run and what it read, beyond the entries that the choice of
    /// the index took.
    public func analyze() throws -> QueryPlan {
        try run { try $0.analyze(R.self) }
    }

    /// The records of the answer, sorted in memory by a key path: after offset and limit, unlike `orderBy`. Equal ones stay
    /// in the order of the answer.
    ///
    /// - Complexity: as `toArray()`, and O(n log n) comparisons.
    public func sortBy<V: Comparable>(_ keyPath: KeyPath<R, V>) throws -> [R] {
        try toArray().sorted { $0[keyPath: keyPath] < $1[keyPath: keyPath] }
    }

    /// - Parameters:
    ///   - fields: all that the terminal wants of a record; nil for the record.
    ///   - isUnordered: whether the order makes no difference.
    func run<T>(
        wanting fields: [FieldReference]? = nil, isUnordered: Bool = false, _ body: (QueryAnswer) throws -> T
    ) throws -> T {
        var specification = specification
        specification.wantedFields = fields
        specification.isUnordered = isUnordered && specification.isWhole
        return try scope._read(.view) { context in
            let layout = try context.layout(of: table)
            return try context.run(specification, on: layout) { try body(QueryAnswer($0, in: context)) }
        }
    }
}

extension Request where S: WriteScope & ~Escapable {
    /// Changes every record of the answer with a closure, as one statement.
    ///
    /// The records are chosen before the first one changes, so a record that moves in an index is not met again. A
    /// record whose JSON stays the same is not written. The closure may change the primary key, which moves the record. It
    /// may read through the transaction and not write: that is ``RoostError/Code/reentrant``.
    ///
    /// - Returns: the number of records matched.
    @discardableResult
    public func modify(_ body: (inout R) throws -> Void) throws -> Int {
        try scope._write { try $0.modify(table, specification, body) }
    }

    /// Changes every record of the answer with typed changes, as one statement.
    ///
    /// - Returns: the number of records matched.
    @discardableResult
    public func modify(_ changes: Change<R>...) throws -> Int {
        try scope._write { try $0.modify(table, specification, changes) }
    }

    /// Deletes every record of the answer, as one statement.
    ///
    /// - Returns: the number of records deleted.
    @discardableResult
    public func delete() throws -> Int {
        try scope._write { try $0.delete(table, specification) }
    }
}
