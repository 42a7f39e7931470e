/// What queries and transactions may do, as ``DatabaseOptions`` says.
struct QueryOptions: Sendable {
    var sortMemoryBytes = 64 << 20
    var requiresIndex = false
    var slowQueries: SlowQueries?
    /// Bytes of JSON.
    var maxRecordBytes = DatabaseOptions.defaultMaxRecordBytes

    /// Bytes of primary keys that one query remembers to tell a record's first entry in a multi-entry index.
    var firstMatchMemoryBytes: Int { sortMemoryBytes / 4 }
}

extension QueryOptions {
    /// Throws ``RoostError/Code/indexRequired`` for a plan that reads a whole table to find or to sort something, where
    /// that is forbidden. What asks for all records reads them all in any case.
    func check(_ plan: Plan, of specification: QuerySpecification) throws {
        guard requiresIndex, plan.readsAll, plan.passedOver.isEmpty, plan.limit != 0, !specification.isOfAll else {
            return
        }
        guard
            !plan.residual.isEmpty || !plan.entryFilter.isEmpty || !plan.alternatives.isEmpty || !plan.sort.isEmpty
        else { return }
        let text = IndexAdvice(plan).map { "; \($0) would serve it" } ?? ""
        var error = RoostError(
            .indexRequired, "no index serves the query, \(QueryPlan(plan, counts: nil, showsValues: false))\(text)")
        error.table = plan.table.name
        throw error
    }
}
