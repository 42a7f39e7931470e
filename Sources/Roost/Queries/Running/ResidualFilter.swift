import RoostEngine

/// Tests the conditions that no index decides on a record's JSON, before anything is decoded.
struct ResidualFilter {
    private typealias Test = (condition: Condition, slots: [Int])

    private let conditions: [Test]
    /// Sets of which one has to hold.
    private let alternatives: [[Test]]
    private let paths: JSONPathSet
    private var values: [JSONValue?] = []
    private var encoder = KeyEncoder()

    init(_ conditions: [Condition], anyOf alternatives: [[Condition]] = []) {
        guard !conditions.isEmpty || !alternatives.isEmpty else {
            self.conditions = []
            self.alternatives = []
            paths = .none
            return
        }
        var distinct: [JSONPath] = []
        func test(_ condition: Condition) -> Test {
            let slots = condition.fields.map { field in
                if let slot = distinct.firstIndex(of: field.path) { return slot }
                distinct.append(field.path)
                return distinct.count - 1
            }
            return (condition, slots)
        }
        self.conditions = conditions.map(test)
        self.alternatives = alternatives.map { $0.map(test) }
        paths = JSONPathSet(distinct)
    }

    /// Whether the record satisfies every condition, and one set of those that are alternatives.
    mutating func matches(_ json: Span<UInt8>) throws -> Bool {
        guard !conditions.isEmpty || !alternatives.isEmpty else { return true }
        try paths.locate(in: json, into: &values)
        guard try matchesAll(conditions, json) else { return false }
        guard !alternatives.isEmpty else { return true }
        for alternative in alternatives where try matchesAll(alternative, json) { return true }
        return false
    }

    private mutating func matchesAll(_ tests: [Test], _ json: Span<UInt8>) throws -> Bool {
        for (condition, slots) in tests {
            let isMatch =
                condition.eachField == nil
                ? try matches(condition, slots, json)
                : try matchesAnyElement(condition, slots[0], json) != condition.isNegated
            guard isMatch else { return false }
        }
        return true
    }

    private mutating func matches(_ condition: Condition, _ slots: [Int], _ json: Span<UInt8>) throws -> Bool {
        encoder.removeAll(keepingCapacity: true)
        for (field, slot) in zip(condition.fields, slots) {
            try field.append(values[slot], in: json, to: &encoder)
        }
        return ComponentRanges.contain(condition.ranges, encoder.bytes.span)
    }

    private mutating func matchesAnyElement(
        _ condition: Condition, _ slot: Int, _ json: Span<UInt8>
    ) throws -> Bool {
        var elements: [JSONValue] = []
        try ComponentExtractor.forEachElement(of: values[slot], in: json) { elements.append($0) }
        for element in elements {
            encoder.removeAll(keepingCapacity: true)
            try ComponentExtractor.append(element, in: json, kind: condition.fields[0].kind, to: &encoder)
            if ComponentRanges.contain(condition.ranges, encoder.bytes.span) { return true }
        }
        return false
    }
}

extension FieldReference {
    /// Appends the field's component as an index on it would have it, ascending.
    func append(_ value: JSONValue?, in json: Span<UInt8>, to encoder: inout KeyEncoder) throws {
        do {
            if value == nil, let component = defaultComponent {
                encoder.appendRaw(component.span)
            } else {
                try ComponentExtractor.append(value, in: json, kind: kind, to: &encoder)
            }
        } catch var error as RoostError {
            error.field = name
            throw error
        }
    }
}
