/// A secondary index: ordered keys beside the records, kept in the same commit.
///
/// ```swift
/// Index($0.country, $0.city)                               // compound
/// Index($0.country, $0.elevation.descending).covering($0.name)
/// Index.unique($0.name.ignoringCase)
/// Index.each($0.tags)                                      // multi-entry: one entry for each distinct element
/// Index.each($0.tags.ignoringCase)
/// Index.each($0.owner, $0.tags, $0.date.descending)        // multi-entry and compound
/// ```
///
/// What an index is, is its kind and its parts; `name` only names it in plans and errors.
public struct Index<R>: Sendable {
    let kind: IndexKind
    let parts: [IndexPart<R>]
    let coveredFields: [IndexPart<R>]
    /// Which of several parts has the elements of an array, or of a unique index the only one.
    let eachPart: Int?
    let givenName: String?

    init(
        kind: IndexKind, parts: [IndexPart<R>], eachPart: Int? = nil, covering: [IndexPart<R>] = [], name: String?
    ) {
        self.kind = kind
        self.parts = parts
        self.eachPart = eachPart
        self.coveredFields = covering
        self.givenName = name
    }

    /// An index over one or more fields; several records may have equal keys.
    public init(_ parts: any IndexPartConvertible<R>..., name: String? = nil) {
        self.init(kind: .plain, parts: parts.map { $0.part }, name: name)
    }

    /// An index in which no two records have the same key. A key with a nil part is never a duplicate.
    public static func unique(_ parts: any IndexPartConvertible<R>..., name: String? = nil) -> Index {
        Index(kind: .unique, parts: parts.map { $0.part }, name: name)
    }

    /// The same index with further fields kept in its entries.
    public func covering(_ fields: any IndexPartConvertible<R>...) -> Index {
        Index(
            kind: kind, parts: parts, eachPart: eachPart, covering: coveredFields + fields.map { $0.part },
            name: givenName)
    }

    /// The given name, or one made of the parts, as in `country+elevation-`.
    var name: String {
        if let givenName { return givenName }
        return parts.map { part in
            part.reference.name + (part.reference.kind == .folded ? "~" : "") + (part.isDescending ? "-" : "")
        }.joined(separator: "+")
    }
}

/// How an index treats equal keys and arrays.
enum IndexKind: String, Sendable, Codable {
    case plain
    case unique
    case each
}

/// Collects the indexes of a table declaration.
@resultBuilder public enum IndexBuilder<R> {
    /// One index.
    public static func buildExpression(_ index: Index<R>) -> [Index<R>] { [index] }
    /// All indexes of the block.
    public static func buildBlock(_ indexes: [Index<R>]...) -> [Index<R>] { indexes.flatMap(\.self) }
    /// The indexes of an `if` without `else`.
    public static func buildOptional(_ indexes: [Index<R>]?) -> [Index<R>] { indexes ?? [] }
    /// The indexes of the first branch.
    public static func buildEither(first indexes: [Index<R>]) -> [Index<R>] { indexes }
    /// The indexes of the second branch.
    public static func buildEither(second indexes: [Index<R>]) -> [Index<R>] { indexes }
}
