/// What a query asks, apart from its table and its scope: a value, extended by each operator.
struct QuerySpecification: Sendable {
    /// The conditions, all of which hold: the first alternative.
    private(set) var conditions: [Condition] = []
    /// What may hold instead; none in a query without `or`.
    private(set) var otherAlternatives: [[Condition]] = []
    /// Closures over decoded records that run when every condition holds.
    var filters: [RecordTest] = []
    /// Closures over decoded records, the first of which to hold ends the answer.
    var ends: [RecordTest] = []
    var order: [OrderTerm] = []
    var isReversed = false
    /// As the query was written, so that a negative one is reported when it runs.
    var offset = 0
    /// As the query was written, so that a negative one is reported when it runs.
    var limit: Int?
    /// The fields that the terminal wants of each record; nil for the record.
    var wantedFields: [FieldReference]?
    /// The ``Plan/identity`` of the run in which the page before ended; nil when there is none.
    var continued: UInt64?
    /// Whether the order makes no difference to the terminal.
    var isUnordered = false
    /// Whether it asks for all records and for no order, so that what a terminal adds for its own sake, such as the order
    /// of `max(_:)`, is no reason to ask for an index.
    private(set) var isOfAll = false
    /// Building a query never throws; a value that cannot be a key is reported when it runs. In an array, because only
    /// what has a fixed size is kept from leaving its transaction by the compiler.
    private(set) var failures: [RoostError] = []

    /// Adds conditions to what the query asks so far, or an alternative to it.
    mutating func add(asAlternative: Bool = false, _ make: () throws -> [Condition]) {
        do {
            let added = try make()
            guard !asAlternative else {
                otherAlternatives.append(added)
                return
            }
            conditions += added
            for position in otherAlternatives.indices { otherAlternatives[position] += added }
        } catch let error as RoostError {
            failures.append(error)
        } catch {
            failures.append(RoostError(.invalidKey, "a value of the query cannot be a key", underlying: error))
        }
    }

    /// The same query in an order that its terminal asks for, not whoever wrote it.
    func orderedForTerminal(by field: FieldReference) -> QuerySpecification {
        var specification = self
        specification.isOfAll = conditions.isEmpty && !hasAlternatives && order.isEmpty
        specification.order = [OrderTerm(field: field)]
        return specification
    }

    /// What the query cannot be run for.
    var failure: RoostError? {
        if let failure = failures.first { return failure }
        if offset < 0 { return RoostError(.invalidArgument, "an offset of \(offset): it cannot be negative") }
        if let limit, limit < 0 {
            return RoostError(.invalidArgument, "a limit of \(limit): it cannot be negative")
        }
        return nil
    }

    /// The conditions that say which elements of an array field the query asks for, each once. Those of alternatives that
    /// nothing satisfies are among them: they ask for elements, too, though there are none.
    func elementConditions(on field: FieldReference) -> [Condition] {
        var conditions: [Condition] = []
        for condition in self.conditions + otherAlternatives.flatMap(\.self)
        where !condition.isNegated && condition.eachField?.isElement(of: field) == true {
            if !conditions.contains(condition) { conditions.append(condition) }
        }
        return conditions
    }

    /// Whether a terminal gives the same answer whichever of several records with equal values of the order comes first:
    /// it shows no order, or the order goes as far as the primary key, or no further fields are wanted.
    func isOrderComplete(on table: TableLayout) -> Bool {
        if isUnordered { return true }
        guard !order.isEmpty else { return false }
        let fields = order.map(\.field)
        if let wantedFields, !wantedFields.isEmpty, wantedFields.allSatisfy(fields.contains) { return true }
        return table.records.parts.allSatisfy { part in fields.contains { part.serves($0) } }
    }

    /// Whether all records that match are in the answer, whatever their order.
    var isWhole: Bool { offset == 0 && limit == nil && ends.isEmpty }

    /// Whether the query was written with `or`.
    var hasAlternatives: Bool { !otherAlternatives.isEmpty }

    /// The alternatives without those that nothing satisfies and those that say the same, each normalised; those on the
    /// same field alone are one. There is always one.
    var alternatives: [[Condition]] {
        guard !otherAlternatives.isEmpty else { return [conditions.normalized] }
        var alternatives: [[Condition]] = []
        var seen: Set<[Condition]> = []
        for alternative in [conditions] + otherAlternatives {
            let normalized = alternative.normalized
            if normalized.isEmpty { return [[]] }
            let isPossible = !normalized.contains { $0.isImpossible }
            if isPossible, seen.insert(normalized).inserted { alternatives.append(normalized) }
        }
        return alternatives.isEmpty ? [conditions.normalized] : Self.grouped(alternatives)
    }

    /// The alternatives with those that are one operator on the same field taken together, where the first of them
    /// stands: however many values of a field there are, they are one plan, or one search by halves in a record.
    private static func grouped(_ alternatives: [[Condition]]) -> [[Condition]] {
        var groups: [[[Condition]]] = []
        var positions: [FieldReference: Int] = [:]
        for alternative in alternatives {
            let condition = alternative.count == 1 && alternative[0].clauses.count == 1 ? alternative[0] : nil
            let field = condition?.singleField
            if let field, let position = positions[field] {
                groups[position].append(alternative)
            } else {
                if let field { positions[field] = groups.count }
                groups.append([alternative])
            }
        }
        return groups.map { $0.count == 1 ? $0[0] : [$0[0][0].or($0.dropFirst().map { $0[0] })] }
    }
}

extension [Condition] {
    /// The conditions with those on one field taken together; conditions on array elements stay as they are.
    fileprivate var normalized: [Condition] {
        guard count > 1 else { return self }
        var normalized: [Condition] = []
        for condition in self {
            if let field = condition.singleField,
                let twin = normalized.firstIndex(where: { $0.singleField == field })
            {
                normalized[twin] = normalized[twin].and(condition)
            } else {
                normalized.append(condition)
            }
        }
        return normalized
    }
}

extension FieldReference {
    /// Whether the elements are those of an array field, or the case-folded forms of them.
    func isElement(of field: FieldReference) -> Bool { self == field || self == field.folded }
}
