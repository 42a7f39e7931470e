import Foundation
import RoostEngine

/// A table as the catalog stores it: one JSON row, enough to maintain and check every index without the Swift types.
struct TableSchema: Codable, Sendable, Hashable {
    /// The number its keys start with. Never reused; `clear` gives the table a fresh one.
    var id: UInt64
    var name: String
    /// The id the next new index of this table gets.
    var nextIndexId: UInt64
    var schemaVersion: UInt64
    /// Exactly one part; a list so that the format can hold tuples.
    var primaryKey: [PartSchema]
    var autoIncrement: Bool
    var indexes: [IndexSchema]
    /// The version of Unicode that normalised and folded the keys.
    var unicodeVersion: String?
    /// Nil for a table whose records never expire.
    var expiry: ExpirySchema?

    /// Whether another declaration of the table says the same, apart from names of indexes.
    func isDeclaredLike(_ other: TableSchema) -> Bool {
        name == other.name && primaryKey == other.primaryKey && autoIncrement == other.autoIncrement
            && indexes.map(\.identity) == other.indexes.map(\.identity)
            && indexes.map(\.covering) == other.indexes.map(\.covering) && expiry == other.expiry
    }

    /// Whether the row is one that could have been declared.
    var isWellFormed: Bool {
        primaryKey.count == 1 && !primaryKey[0].descending
            && Set(indexes.map(\.id)).count == indexes.count
            && Set(indexes.map(\.identity)).count == indexes.count
            && indexes.allSatisfy { index in
                index.id >= SystemKeys.firstIndexID && index.isWellFormed
            }
    }
}

/// One index of a ``TableSchema``.
struct IndexSchema: Codable, Sendable, Hashable {
    var id: UInt64
    var name: String
    var kind: IndexKind
    var parts: [PartSchema]
    var covering: [PartSchema]
    /// Which part has the elements of an array; nil where none has, or where the kind says that the only one does.
    var eachPart: Int?

    var identity: IndexIdentity { IndexIdentity(kind: kind, parts: parts, eachPart: eachPart) }

    /// Which part has the elements of an array; nil in an index that is no multi-entry index.
    var elementPart: Int? { eachPart ?? (kind == .each ? 0 : nil) }

    fileprivate var isWellFormed: Bool {
        guard let elementPart else { return !parts.isEmpty }
        return parts.indices.contains(elementPart) && !parts[elementPart].descending
            && (kind != .each || (eachPart == nil) == (parts.count == 1)) && kind != .plain
    }
}

/// What makes two index declarations the same index: kind and parts, not the name.
struct IndexIdentity: Hashable {
    var kind: IndexKind
    var parts: [PartSchema]
    var eachPart: Int?
}

/// One component of a key: where it stands in the JSON and how it is encoded.
struct PartSchema: Codable, Sendable, Hashable {
    var path: [String]
    var kind: ComponentKind
    var nullable: Bool
    var descending: Bool
    /// The encoded component of a record that lacks the path, ascending; nil when that is null.
    var defaultComponent: [UInt8]?

    init(path: [String], kind: ComponentKind, nullable: Bool, descending: Bool, defaultComponent: [UInt8]?) {
        self.path = path
        self.kind = kind
        self.nullable = nullable
        self.descending = descending
        self.defaultComponent = defaultComponent
    }

    private enum CodingKeys: String, CodingKey {
        case path, kind, nullable, descending
        case defaultComponent = "default"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        path = try container.decode([String].self, forKey: .path)
        kind = try container.decode(ComponentKind.self, forKey: .kind)
        nullable = try container.decode(Bool.self, forKey: .nullable)
        descending = try container.decode(Bool.self, forKey: .descending)
        defaultComponent = try container.decodeIfPresent(Data.self, forKey: .defaultComponent).map { [UInt8]($0) }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(path, forKey: .path)
        try container.encode(kind, forKey: .kind)
        try container.encode(nullable, forKey: .nullable)
        try container.encode(descending, forKey: .descending)
        try container.encodeIfPresent(defaultComponent.map { Data($0) }, forKey: .defaultComponent)
    }

    /// The part in words, for errors: `elevation int64 descending`.
    var description: String {
        var text = "\(path.joined(separator: ".")) \(kind.rawValue)"
        if nullable { text += "?" }
        if descending { text += " descending" }
        if defaultComponent != nil { text += " with default" }
        return text
    }
}
