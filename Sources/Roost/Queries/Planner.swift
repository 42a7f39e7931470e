import RoostEngine

/// Chooses the index for a query: the one that decides most of its conditions, then one that gives its order.
struct Planner {
    /// The most ranges that several conditions may multiply to in one scan. One alone may have any number.
    private static let rangeLimit = 1_000

    private let table: TableLayout
    private let specification: QuerySpecification
    private let conditions: [Condition]

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
        var best = candidate(table.records)
        for index in table.indexes {
            if let candidate = candidate(index, ifBetterThan: best) { best = candidate }
        }
        return plan(best)
    }

    /// What an index can do for the query.
    private struct Candidate {
        let index: IndexLayout
        var prefixes: [[UInt8]]
        var ranges: [KeyRange]?
        var served: Set<Int> = []
        /// Leading parts that have one value in the whole scan.
        var fixedParts = 0
        var equalityParts = 0
        /// The direction in which the scan gives the order asked for; nil when it does not.
        var direction: ScanDirection?

        var isUniqueMatch: Bool {
            (index.role == .unique || index.role == .records) && equalityParts == index.parts.count
        }

        /// Higher is better, compared from the left.
        func score(needsOrder: Bool) -> [Int] {
            [
                isUniqueMatch ? 1 : 0, equalityParts, ranges == nil ? 0 : 1,
                needsOrder && direction != nil ? 1 : 0, index.role == .records ? 1 : 0, -index.parts.count,
            ]
        }
    }

    private func candidate(_ index: IndexLayout, ifBetterThan best: Candidate) -> Candidate? {
        let candidate = candidate(index)
        let needsOrder = !specification.order.isEmpty
        // An index that decides nothing and gives no order is no way in; a multi-entry one lacks records.
        if candidate.served.isEmpty, index.role == .each || !(needsOrder && candidate.direction != nil) { return nil }
        let isBetter = best.score(needsOrder: needsOrder)
            .lexicographicallyPrecedes(candidate.score(needsOrder: needsOrder))
        return isBetter ? candidate : nil
    }

    private func candidate(_ index: IndexLayout) -> Candidate {
        var candidate = Candidate(index: index, prefixes: [index.prefix])
        if index.role == .each {
            matchEach(&candidate)
        } else {
            matchParts(&candidate)
        }
        candidate.direction = direction(of: candidate)
        return candidate
    }

    private func matchEach(_ candidate: inout Candidate) {
        let part = candidate.index.parts[0]
        let usable = conditions.indices.filter { position in
            conditions[position].eachField.map { part.serves($0, isEach: true) } ?? false
        }
        // Never merged: different elements may satisfy different conditions.
        guard let position = usable.first(where: { conditions[$0].arePoints }) ?? usable.first else { return }
        candidate.served = [position]
        candidate.ranges = product(candidate.prefixes, conditions[position].ranges)
        if conditions[position].arePoints { candidate.equalityParts = 1 }
    }

    private func matchParts(_ candidate: inout Candidate) {
        let parts = candidate.index.parts
        var isSingle = true
        for (number, part) in parts.enumerated() {
            guard
                let position = conditions.indices.first(where: { position in
                    conditions[position].singleField.map { part.serves($0, isEach: false) } ?? false
                }), conditions[position].arePoints, canMultiply(candidate.prefixes, conditions[position].ranges)
            else {
                matchRange(&candidate, from: number)
                return
            }
            candidate.served.insert(position)
            candidate.equalityParts += 1
            let points = points(conditions[position].ranges, part)
            candidate.prefixes = candidate.prefixes.flatMap { prefix in points.map { prefix + $0 } }
            isSingle = isSingle && points.count == 1
            if isSingle { candidate.fixedParts += 1 }
        }
    }

    /// Ends the match of parts with one condition that is not made of points, if there is one.
    private func matchRange(_ candidate: inout Candidate, from number: Int) {
        let parts = candidate.index.parts[number...]
        let single = conditions.indices.first { position in
            conditions[position].singleField.map { parts[number].serves($0, isEach: false) } ?? false
        }
        let compound = conditions.indices.first { position in
            let fields = conditions[position].fields
            return fields.count > 1 && fields.count <= parts.count
                && zip(parts, fields).allSatisfy { $0.serves($1, isEach: false) }
                && Set(parts.prefix(fields.count).map(\.isDescending)).count == 1
        }
        guard let position = single ?? compound, canMultiply(candidate.prefixes, conditions[position].ranges)
        else { return }
        candidate.served.insert(position)
        candidate.ranges = product(candidate.prefixes, oriented(conditions[position].ranges, parts[number]))
    }

    private func canMultiply(_ prefixes: [[UInt8]], _ ranges: [KeyRange]) -> Bool {
        min(prefixes.count, ranges.count) <= 1 || prefixes.count * ranges.count <= Self.rangeLimit
    }

    /// The components of single-value ranges as the part stores them, sorted.
    private func points(_ ranges: [KeyRange], _ part: PartLayout) -> [[UInt8]] {
        part.isDescending ? ranges.reversed().map { $0.lower.map { ~$0 } } : ranges.map(\.lower)
    }

    /// Ranges of components as the part stores them, sorted.
    private func oriented(_ ranges: [KeyRange], _ part: PartLayout) -> [KeyRange] {
        guard part.isDescending else { return ranges }
        return ComponentRanges.complement(ranges)
    }

    private func product(_ prefixes: [[UInt8]], _ ranges: [KeyRange]) -> [KeyRange] {
        prefixes.flatMap { prefix in
            ranges.map { range in
                KeyRange(
                    lower: prefix + range.lower,
                    upper: range.upper.map { prefix + $0 } ?? ByteOrder.successor(ofPrefix: prefix))
            }
        }
    }

    private func direction(of candidate: Candidate) -> ScanDirection? {
        guard candidate.index.role != .each else { return nil }
        let fixed = candidate.index.parts.prefix(candidate.fixedParts)
        var rest = Array(candidate.index.parts.dropFirst(candidate.fixedParts))
        // Behind equal components stands the primary key.
        if candidate.index.role != .records { rest += table.records.parts }
        var isDescending: Bool?
        var position = 0
        for field in specification.order where !fixed.contains(where: { $0.serves(field, isEach: false) }) {
            if position == rest.count, coversPrimaryKey(rest) { break }
            guard position < rest.count, rest[position].serves(field, isEach: false) else { return nil }
            guard isDescending == nil || isDescending == rest[position].isDescending else { return nil }
            isDescending = rest[position].isDescending
            position += 1
        }
        return (isDescending ?? false) == specification.isReversed ? .forward : .reverse
    }

    /// After the whole primary key nothing is left to order by.
    private func coversPrimaryKey(_ parts: [PartLayout]) -> Bool {
        parts.suffix(table.records.parts.count).map(\.path) == table.records.parts.map(\.path)
    }

    /// A unique entry with null in it is an ordinary one: its key goes on with a primary key.
    private func isPointLookup(_ candidate: Candidate) -> Bool {
        candidate.isUniqueMatch && candidate.ranges == nil
            && !candidate.served.contains { position in
                conditions[position].ranges.contains { $0.lower.first == KeyTag.null }
            }
    }

    private func plan(_ candidate: Candidate) -> Plan {
        let isSorted = specification.order.isEmpty || candidate.direction != nil
        let ranges = candidate.ranges ?? candidate.prefixes.map { KeyRange(prefix: $0) }
        return Plan(
            table: table, index: candidate.index,
            ranges: conditions.contains { $0.ranges.isEmpty } ? [] : ranges.filter { !$0.isEmpty },
            isPointLookup: isPointLookup(candidate),
            direction: specification.order.isEmpty || candidate.direction == nil
                ? (specification.isReversed ? .reverse : .forward) : candidate.direction ?? .forward,
            residual: conditions.indices.filter { !candidate.served.contains($0) }.map { conditions[$0] },
            served: conditions.indices.filter { candidate.served.contains($0) }.map { conditions[$0] },
            sort: isSorted ? [] : specification.order, isReversed: specification.isReversed,
            offset: specification.offset, limit: specification.limit)
    }
}
