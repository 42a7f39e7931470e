/// An index that would serve a query and is not there: fields with values first, then an element, then the order or a field
/// with a range. It compiles where the record type declares the fields.
struct IndexAdvice: Sendable, Hashable, CustomStringConvertible {
    /// The most fields that may stand before the array in a multi-entry index.
    private static let fieldsBeforeElements = 3

    private let parts: [String]
    private let isEach: Bool

    /// Nil when no index would help.
    init?(_ plan: Plan) {
        let conditions = plan.conditions.filter { !$0.isNegated }
        let element = Self.element(conditions, plan)
        var terms: [OrderTerm] = []
        func add(_ new: [OrderTerm]) {
            for term in new where !term.field.isEach && !terms.contains(where: { $0.field == term.field }) {
                terms.append(term)
            }
        }
        // Behind several values of a field, entries are not in the order of the next.
        for condition in conditions where condition.arePoints && (plan.sort.isEmpty || condition.ranges.count == 1) {
            add(condition.fields.map { OrderTerm(field: $0) })
        }
        if let element {
            terms = Array(terms.prefix(Self.fieldsBeforeElements)) + [OrderTerm(field: element.fields[0])]
        }
        let goesOn = element?.arePoints ?? true
        let range = goesOn && plan.sort.isEmpty ? conditions.first { !$0.arePoints && $0.eachField == nil } : nil
        let compared = range?.fields.map { OrderTerm(field: $0) } ?? plan.sort
        add(compared)
        guard !terms.isEmpty else { return nil }
        let isThere = plan.table.indexes.contains { index in
            (index.elementPart == nil) == (element == nil) && index.parts.count == terms.count
                && zip(index.parts, terms).allSatisfy { $0.serves($1.field) }
                && Self.haveOneDirection(index.parts, compared)
        }
        guard !isThere else { return nil }
        parts = terms.map { Self.text($0.field, plan.table) + ($0.isDescending ? ".descending" : "") }
        isEach = element != nil
    }

    /// The condition on elements that an index may begin with; nil when there is none, or when the order is better served
    /// by one without.
    private static func element(_ conditions: [Condition], _ plan: Plan) -> Condition? {
        conditions.first { condition in
            guard condition.eachField != nil else { return false }
            return plan.sort.isEmpty || condition.arePoints && condition.ranges.count == 1
        }
    }

    /// Whether the parts that are some fields can give an order of these, or a range of their tuples: all as they are
    /// asked for, or all turned round.
    private static func haveOneDirection(_ parts: [PartLayout], _ terms: [OrderTerm]) -> Bool {
        let opposed = parts.compactMap { part in
            terms.first { part.serves($0.field) }.map { $0.isDescending != part.isDescending }
        }
        return Set(opposed).count < 2
    }

    private static func text(_ field: FieldReference, _ table: TableLayout) -> String {
        "$0." + (table.declared?.fieldName(field) ?? field.name) + (field.kind == .folded ? ".ignoringCase" : "")
    }

    /// The declaration, as in `Index($0.country, $0.elevation)`.
    var description: String {
        (isEach ? "Index.each" : "Index") + "(\(parts.joined(separator: ", ")))"
    }
}
