import RoostEngine

/// Chooses the index for a query: the one that decides most of its conditions, then one that gives its order.
struct Planner {
    let table: TableLayout
    let specification: QuerySpecification
    let conditions: [Condition]

    static func plan(_ specification: QuerySpecification, on table: TableLayout) throws -> Plan {
        if var failure = specification.failure {
            failure.table = table.name
            throw failure
        }
        return Planner(table: table, specification: specification).choose()
    }

    private init(table: TableLayout, specification: QuerySpecification) {
        self.table = table
        self.specification = specification
        conditions = specification.normalizedConditions
    }

    private func choose() -> Plan {
        let needsOrder = !specification.order.isEmpty
        var best = match(table.records)
        var bestScore = best.score(needsOrder: needsOrder)
        for index in table.indexes {
            let candidate = match(index)
            // An index that decides nothing and gives no order is no way in; a multi-entry one lacks records.
            if candidate.served.isEmpty, index.role == .each || !(needsOrder && candidate.direction != nil) { continue }
            let score = candidate.score(needsOrder: needsOrder)
            if score > bestScore { (best, bestScore) = (candidate, score) }
        }
        return plan(best)
    }

    /// A unique entry with null in it is an ordinary one: its key goes on with a primary key.
    private func isPointLookup(_ match: IndexMatch) -> Bool {
        match.isUniqueMatch && match.rangeCondition == nil
            && !conditions.indices.contains { position in
                match.served.contains(position)
                    && conditions[position].ranges.contains { $0.lower.first == KeyTag.null }
            }
    }

    private func plan(_ match: IndexMatch) -> Plan {
        let isSorted = specification.order.isEmpty || match.direction != nil
        return Plan(
            table: table, index: match.index,
            ranges: conditions.contains { $0.ranges.isEmpty } ? [] : ranges(of: match),
            isPointLookup: isPointLookup(match),
            direction: specification.order.isEmpty || match.direction == nil
                ? (specification.isReversed ? .reverse : .forward) : match.direction ?? .forward,
            residual: conditions.indices.filter { !match.served.contains($0) }.map { conditions[$0] },
            served: conditions.indices.filter { match.served.contains($0) }.map { conditions[$0] },
            sort: isSorted ? [] : specification.order, isReversed: specification.isReversed,
            offset: specification.offset, limit: specification.limit)
    }
}
