import RoostEngine

/// One condition of a query: fields, and the set of values they may have.
struct Condition: Sendable, Hashable {
    /// How the condition was written, for plans.
    enum Operation: String, Sendable {
        case equals, above, aboveOrEqual, below, belowOrEqual, between, anyOf, startsWith, isNil
        /// Several conditions on one field, taken together.
        case all
    }

    let operation: Operation
    /// One field, or several that are compared as a tuple.
    let fields: [FieldReference]
    /// Over the concatenated ascending encodings of the fields; sorted and disjoint.
    let ranges: [KeyRange]
    /// Whether every range is a single value.
    let arePoints: Bool

    init(_ operation: Operation, _ fields: [FieldReference], _ ranges: [KeyRange], arePoints: Bool) {
        self.operation = operation
        self.fields = fields
        self.ranges = ranges
        self.arePoints = arePoints
    }

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

    /// Both conditions at once. REQUIRES: the same single field.
    func and(_ other: Condition) -> Condition {
        Condition(
            .all, fields, ComponentRanges.intersection(ranges, other.ranges),
            arePoints: arePoints || other.arePoints)
    }
}
