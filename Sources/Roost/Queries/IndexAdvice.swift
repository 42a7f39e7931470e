/// An index that would serve a query: fields with values first, then the order or one with a range.
struct IndexAdvice: Sendable, Hashable, CustomStringConvertible {
    private let parts: [String]
    private let isEach: Bool

    /// Nil when no index would help.
    init?(_ plan: Plan) {
        let conditions = (plan.residual + plan.entryFilter + plan.served).filter { !$0.isNegated }
        if let element = conditions.first(where: { $0.eachField != nil }), plan.sort.isEmpty {
            guard conditions.allSatisfy({ $0.eachField != nil }) else { return nil }
            parts = [Self.text(element.fields[0])]
            isEach = true
            return
        }
        isEach = false
        var fields: [FieldReference] = []
        func add(_ new: [FieldReference]) {
            for field in new where !field.isEach && !fields.contains(field) { fields.append(field) }
        }
        for condition in conditions where condition.arePoints { add(condition.fields) }
        add(plan.sort)
        if plan.sort.isEmpty, let range = conditions.first(where: { !$0.arePoints }) { add(range.fields) }
        guard !fields.isEmpty else { return nil }
        parts = fields.map(Self.text)
    }

    private static func text(_ field: FieldReference) -> String {
        "$0." + field.name + (field.kind == .folded ? ".ignoringCase" : "")
    }

    /// The declaration, as in `Index($0.country, $0.elevation)`.
    var description: String {
        isEach ? "Index.each(\(parts[0]))" : "Index(\(parts.joined(separator: ", ")))"
    }
}
