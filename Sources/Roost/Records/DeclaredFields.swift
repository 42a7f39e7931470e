/// The fields of a table declaration, indexed or not.
///
/// What only a computed property of `Fields` makes is not among them: such a field is checked when it is first used.
enum DeclaredFields {
    /// Fields may stand in structures inside `Fields`, and those in others, this deep.
    private static let maxDepth = 8

    /// Every field that is a stored property of `fields`, or of what those hold.
    static func all(of fields: Any) -> [FieldReference] {
        var found: [FieldReference] = []
        collect(fields, depth: 0, into: &found)
        return found
    }

    private static func collect(_ value: Any, depth: Int, into found: inout [FieldReference]) {
        if let field = value as? any QueryField {
            found.append(field.reference)
        } else if depth < maxDepth {
            var mirror: Mirror? = Mirror(reflecting: value)
            while let level = mirror {
                for child in level.children { collect(child.value, depth: depth + 1, into: &found) }
                mirror = level.superclassMirror
            }
        }
    }
}
