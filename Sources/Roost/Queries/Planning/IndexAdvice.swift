/// An index that would serve a query and is not there: fields with values first, then the order or one with a range.
/// It compiles where the record type declares the fields.
struct IndexAdvice: Sendable, Hashable, CustomStringConvertible {
    private let parts: [String]
    private let isEach: Bool

    /// Nil when no index would help.
    init?(_ plan: Plan) {
        let conditions = plan.conditions.filter { !$0.isNegated }
        if let element = conditions.first(where: { $0.eachField != nil }), plan.sort.isEmpty {
            guard conditions.allSatisfy({ $0.eachField != nil }),
                !plan.table.indexes.contains(where: {
                    $0.elementPart == 0 && $0.parts[0].serves(element.fields[0])
                })
            else { return nil }
            parts = [Self.text(element.fields[0], plan.table)]
            isEach = true
            return
        }
        isEach = false
        var fields: [FieldReference] = []
        func add(_ new: [FieldReference]) {
            for field in new where !field.isEach && !fields.contains(field) { fields.append(field) }
        }
        // Behind several values of a field, entries are not in the order of the next.
        for condition in conditions where condition.arePoints && (plan.sort.isEmpty || condition.ranges.count == 1) {
            add(condition.fields)
        }
        add(plan.sort)
        let range = plan.sort.isEmpty ? conditions.first { !$0.arePoints } : nil
        if let range { add(range.fields) }
        let compared = range?.fields ?? plan.sort
        guard !fields.isEmpty else { return nil }
        let isThere = plan.table.indexes.contains { index in
            index.elementPart == nil && index.parts.count == fields.count
                && zip(index.parts, fields).allSatisfy { $0.serves($1) }
                && Self.haveOneDirection(index.parts, of: compared)
        }
        guard !isThere else { return nil }
        parts = fields.map { Self.text($0, plan.table) }
    }

    /// Whether the parts that are some fields can give an order of these, or a range of their tuples.
    private static func haveOneDirection(_ parts: [PartLayout], of fields: [FieldReference]) -> Bool {
        Set(parts.filter { part in fields.contains { part.serves($0) } }.map(\.isDescending)).count < 2
    }

    private static func text(_ field: FieldReference, _ table: TableLayout) -> String {
        "$0." + (table.declared?.fieldName(field) ?? field.name) + (field.kind == .folded ? ".ignoringCase" : "")
    }

    /// The declaration, as in `Index($0.country, $0.elevation)`.
    var description: String {
        isEach ? "Index.each(\(parts[0]))" : "Index(\(parts.joined(separator: ", ")))"
    }
}
