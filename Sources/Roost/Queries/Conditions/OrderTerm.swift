/// A field that records are ordered by, and in which direction.
struct OrderTerm: Sendable, Hashable {
    let field: FieldReference
    var isDescending = false

    /// In words, as in `year descending`.
    var text: String {
        field.name + (field.kind == .folded ? " without case" : "") + (isDescending ? " descending" : "")
    }
}

extension OrderTerm {
    init<R>(_ part: IndexPart<R>) {
        self.init(field: part.reference, isDescending: part.isDescending)
    }

    /// The field of a component of the primary key.
    init(_ part: PartLayout) {
        self.init(field: FieldReference(part))
    }
}
