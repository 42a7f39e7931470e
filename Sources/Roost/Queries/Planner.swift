import RoostEngine

/// Chooses the index for a set of conditions: the one that decides most of them, then one that gives the order.
struct Planner {
    let table: TableLayout
    let specification: QuerySpecification
    /// All of which hold.
    let conditions: [Condition]

    static func plan(_ specification: QuerySpecification, on table: TableLayout) throws -> Plan {
        if var failure = specification.failures.first {
            failure.table = table.name
            throw failure
        }
        let alternatives = specification.alternatives
        if alternatives.count == 1 {
            var specification = specification
            if specification.hasAlternatives, specification.order.isEmpty, !specification.isUnordered {
                specification.order = table.records.parts.map(FieldReference.init)
            }
            return Planner(table: table, specification: specification, conditions: alternatives[0]).choose()
        }
        return union(of: alternatives, specification, on: table)
    }

    func choose() -> Plan {
        let needsOrder = !specification.order.isEmpty
        var best = match(table.records)
        var bestScore = best.score(needsOrder: needsOrder)
        for index in table.indexes {
            let candidate = match(index)
            guard candidate.narrows || (index.role != .each && givesAll(candidate)) else { continue }
            let score = candidate.score(needsOrder: needsOrder)
            if score > bestScore { (best, bestScore) = (candidate, score) }
        }
        return plan(best)
    }

    /// Whether it pays to scan a whole index instead of the records: for its order, or for entries that are enough.
    private func givesAll(_ match: IndexMatch) -> Bool {
        if !specification.order.isEmpty { return match.direction != nil }
        return match.coversAnswer && specification.isUnordered
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
        var plan = Plan(
            table: table, index: match.index,
            ranges: conditions.contains { $0.isImpossible } ? [] : ranges(of: match),
            direction: match.direction ?? (specification.isReversed ? .reverse : .forward),
            isReversed: specification.isReversed)
        plan.isPointLookup = isPointLookup(match)
        for (position, condition) in conditions.enumerated() {
            if match.served.contains(position) {
                plan.served.append(condition)
            } else if match.index.role != .records, EntryFilter.isPossible(condition, in: match.index, of: table) {
                plan.entryFilter.append(condition)
            } else {
                plan.residual.append(condition)
            }
        }
        plan.filters = specification.filters
        plan.ends = specification.ends
        plan.order = specification.order
        plan.sort = isSorted ? [] : specification.order
        plan.offset = specification.offset
        plan.limit = specification.limit
        return plan
    }
}
