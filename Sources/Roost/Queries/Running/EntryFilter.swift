import RoostEngine

/// Tests the conditions that an index does not decide, but whose fields its entries have, before any record is read.
struct EntryFilter {
    private let conditions: [(condition: Condition, slots: Range<Int>)]
    private var fields: EntryFields
    private var encoder = KeyEncoder()

    /// Nil when there is nothing to test.
    init?(_ conditions: [Condition], in index: IndexLayout, of table: TableLayout) {
        guard !conditions.isEmpty, let fields = EntryFields(conditions.flatMap(\.fields), in: index, of: table) else {
            return nil
        }
        var slots = 0
        self.conditions = conditions.map { condition in
            defer { slots += condition.fields.count }
            return (condition, slots..<slots + condition.fields.count)
        }
        self.fields = fields
    }

    /// Whether it reads the values of the entries, and not only their keys.
    var needsValues: Bool { fields.needsValues }

    mutating func matches(key: Span<UInt8>, value: Span<UInt8>) throws -> Bool {
        try fields.locate(key: key, value: value)
        for (condition, slots) in conditions {
            encoder.removeAll(keepingCapacity: true)
            for slot in slots { try fields.append(slot, key: key, value: value, to: &encoder) }
            guard ComponentRanges.contain(condition.ranges, encoder.bytes.span) else { return false }
        }
        return true
    }

    /// Whether the entries of an index have all fields of a condition. An entry of a multi-entry index has one element of
    /// several, and does not tell whether another satisfies it.
    static func isPossible(_ condition: Condition, in index: IndexLayout, of table: TableLayout) -> Bool {
        condition.eachField == nil && EntryFields(condition.fields, in: index, of: table) != nil
    }
}
