/// What queries may do, as ``DatabaseOptions`` says.
struct QueryOptions: Sendable {
    var sortMemoryBytes = 64 << 20
    var requiresIndex = false
    var slowQueries: SlowQueries?
}

extension QueryOptions {
    /// Throws ``RoostError/Code/indexRequired`` for a plan that reads a whole table to find or to sort something, where
    /// that is forbidden.
    func check(_ plan: Plan) throws {
        guard requiresIndex, plan.readsAll, plan.limit != 0 else { return }
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
