import RoostEngine

/// One condition of a query: fields, and the set of values they may have.
struct Condition: Sendable, Hashable {
    /// How the condition was written, for plans.
    enum Operation: String, Sendable {
        case equals, notEqual, above, aboveOrEqual, below, belowOrEqual, between, inAnyRange, anyOf, noneOf
        case startsWith, startsWithAnyOf, isNil, isNotNil

        var isEquality: Bool { self == .equals || self == .anyOf || self == .isNil }
    }

    /// An operator with its values, encoded, as the query was written.
    struct Clause: Sendable, Hashable {
        let operation: Operation
        let operands: [[UInt8]]
        var includesLower = true
        var includesUpper = false
    }

    /// The operators, all of which hold, or one of them; what ``ranges`` was made of.
    let clauses: [Clause]
    /// One field, or several that are compared as a tuple.
    let fields: [FieldReference]
    /// Over the concatenated ascending encodings of the fields; sorted and disjoint.
    let ranges: [KeyRange]
    /// Whether every range is a single value.
    let arePoints: Bool

    /// Whether one of the clauses is enough.
    let isDisjunction: Bool
    /// Whether no element of the array may be in the ranges, instead of one.
    let isNegated: Bool

    private init(
        _ clauses: [Clause], _ fields: [FieldReference], _ ranges: [KeyRange], arePoints: Bool,
        isDisjunction: Bool = false, isNegated: Bool = false
    ) {
        self.isNegated = isNegated
        self.isDisjunction = isDisjunction
        self.clauses = clauses
        self.fields = fields
        self.ranges = ranges
        self.arePoints = arePoints
    }

    /// A condition of one operator, over a field or a tuple of fields.
    init(_ clause: Clause, _ fields: [FieldReference]) {
        let operands = clause.operands
        // Of an array, no element may have the values, which is told from those that have.
        let isNegated = fields[0].isEach && (clause.operation == .notEqual || clause.operation == .noneOf)
        guard !isNegated else {
            self.init([clause], fields, ComponentRanges.points(operands), arePoints: false, isNegated: true)
            return
        }
        let ranges =
            switch clause.operation {
            case .equals, .anyOf, .isNil: ComponentRanges.points(operands)
            case .above, .aboveOrEqual: ComponentRanges.above(operands[0], orEqual: clause.operation == .aboveOrEqual)
            case .below, .belowOrEqual: ComponentRanges.below(operands[0], orEqual: clause.operation == .belowOrEqual)
            case .between:
                ComponentRanges.between(
                    operands[0], operands[1], includeLower: clause.includesLower, includeUpper: clause.includesUpper)
            case .notEqual, .noneOf: ComponentRanges.others(than: operands)
            case .isNotNil: [ComponentRanges.notNull]
            case .startsWith, .startsWithAnyOf: ComponentRanges.union(operands.map(ComponentRanges.prefix))
            case .inAnyRange:
                ComponentRanges.union(
                    stride(from: 0, to: operands.count, by: 2).flatMap { position in
                        ComponentRanges.between(
                            operands[position], operands[position + 1], includeLower: clause.includesLower,
                            includeUpper: clause.includesUpper)
                    })
            }
        self.init([clause], fields, ranges, arePoints: clause.operation.isEquality)
    }

    /// The components of the values of several fields, in the order of the fields. REQUIRES: ``arePoints``.
    var tuples: [[[UInt8]]] {
        ranges.map { range in
            var components: [[UInt8]] = []
            var start = 0
            // What was encoded here has an end.
            while start < range.lower.count,
                let end = try? KeyScanner.endOfComponent(in: range.lower.span, from: start, descending: false)
            {
                components.append(Array(range.lower[start..<end]))
                start = end
            }
            return components
        }
    }

    /// Whether no value satisfies it.
    var isImpossible: Bool { ranges.isEmpty && !isNegated }

    /// The one field of a condition on one field that is not an array.
    var singleField: FieldReference? {
        guard fields.count == 1, let field = fields.first, !field.isEach else { return nil }
        return field
    }

    /// The field of a condition on the elements of an array.
    var eachField: FieldReference? {
        guard let field = fields.first, field.isEach else { return nil }
        return field
    }

    /// One of the conditions. REQUIRES: the same single field.
    func or(_ others: [Condition]) -> Condition {
        let all = [self] + others
        let ranges = all.flatMap(\.ranges)
        let arePoints = all.allSatisfy(\.arePoints)
        return Condition(
            all.flatMap(\.clauses), fields,
            arePoints ? ComponentRanges.points(ranges.map(\.lower)) : ComponentRanges.union(ranges),
            arePoints: arePoints, isDisjunction: true)
    }

    /// Both conditions at once. REQUIRES: the same single field.
    func and(_ other: Condition) -> Condition {
        Condition(
            clauses + other.clauses, fields, ComponentRanges.intersection(ranges, other.ranges),
            arePoints: arePoints || other.arePoints)
    }
}
