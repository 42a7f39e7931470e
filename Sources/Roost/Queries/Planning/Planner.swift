import RoostEngine

/// Chooses the index for a set of conditions: the one that decides most of them, then one that gives the order. Where
/// several are left that decide different ones, it looks at their first entries.
struct Planner {
    let table: TableLayout
    let specification: QuerySpecification
    /// All of which hold.
    let conditions: [Condition]
    /// Where the query will run.
    let context: TransactionContext

    static func plan(
        _ specification: QuerySpecification, on table: TableLayout, in context: TransactionContext
    ) throws -> Plan {
        if var failure = specification.failure {
            failure.table = table.name
            throw failure
        }
        let alternatives = specification.alternatives
        if alternatives.count == 1 {
            var specification = specification
            if specification.hasAlternatives, specification.order.isEmpty, !specification.isUnordered {
                specification.order = table.records.parts.map { OrderTerm($0) }
            }
            return try Planner(
                table: table, specification: specification, conditions: alternatives[0], context: context
            ).chooseNarrow()
        }
        return try union(of: alternatives, specification, on: table, in: context)
    }

    /// - Parameter passedOver: plans that read too much.
    /// - Returns: a plan, and whether it is the one that a page goes on with.
    func choose(insteadOf passedOver: [Plan]) throws -> (plan: Plan, isFixed: Bool) {
        let bestOf = bestOf
        var best = match(table.records)
        var bestScore = best.score(bestOf)
        var others: [IndexMatch] = []
        for index in table.indexes {
            forEachMatch(index) { candidate in
                guard candidate.narrows || (index.elementPart == nil && givesAll(candidate)) else { return }
                if passedOver.contains(where: { candidate.isMatch(of: $0, conditions) }) { return }
                let score = candidate.score(bestOf)
                if score > bestScore {
                    if best.narrows { others.append(best) }
                    (best, bestScore) = (candidate, score)
                } else {
                    others.append(candidate)
                }
            }
        }
        if let identity = specification.continued {
            // A page goes on in the index in which the page before it ended.
            var all = [best] + others
            if best.index.role != .records { all.append(match(table.records)) }
            if let found = all.firstIndex(where: { plan($0).identity == identity }) {
                let rest = all.enumerated().filter { $0.offset != found }.map(\.element)
                return (try chooseByEntries(all[found], rest, isFixed: true), true)
            }
        }
        return (try chooseByEntries(best, others), false)
    }

    /// What counts in the choice. What the terminal wants does only where the order of the answer does not depend on the
    /// index, so that all terminals of one query take the records in one order.
    var bestOf: IndexMatch.Criteria {
        IndexMatch.Criteria(
            needsOrder: !specification.order.isEmpty, countsCovering: specification.isOrderComplete(on: table))
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

    /// - Parameters:
    ///   - ranges: those of the match; nil when they have not been made yet.
    ///   - intersections: the other indexes that decide a part.
    func plan(
        _ match: IndexMatch, _ ranges: [KeyRange]? = nil, with intersections: [EntryIntersection] = []
    ) -> Plan {
        if let twin = coveringTwin(of: match) { return plan(twin, with: intersections) }
        let isSorted = specification.order.isEmpty || match.direction != nil
        var plan = Plan(
            table: table, index: match.index,
            ranges: conditions.contains(where: \.isImpossible) ? [] : ranges ?? self.ranges(of: match),
            direction: match.direction ?? (specification.isReversed ? .reverse : .forward),
            isReversed: specification.isReversed)
        plan.isPointLookup = isPointLookup(match)
        plan.conditions = conditions
        plan.intersections = intersections
        for (position, condition) in conditions.enumerated() {
            if match.served.contains(position) {
                plan.served.append(condition)
            } else if position == match.elementCondition {
                // Parts of the index are skipped for it: which of the other entries satisfy it shows in them.
                plan.entryFilter.append(condition)
            } else if intersections.contains(where: { $0.served.contains(position) }) {
                continue
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
