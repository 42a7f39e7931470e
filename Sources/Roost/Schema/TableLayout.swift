import RoostEngine

/// A table ready for work: the key prefixes of a ``TableSchema`` and the field paths its indexes read, found in one pass.
final class TableLayout: Sendable {
    let schema: TableSchema
    /// How it was declared when the database was opened; nil for a table that was not.
    let declared: DeclaredTable?
    /// The records, as the index they are: their parts are the primary key.
    let records: IndexLayout
    let indexes: [IndexLayout]
    /// Nil for a table whose records never expire.
    let expiry: ExpiryLayout?
    let chunkPrefix: [UInt8]
    let totalsKey: [UInt8]
    /// Every distinct path of the primary key and the indexes; ``PartLayout/slot`` counts into it.
    let paths: JSONPathSet
    /// The same paths, in the order of their slots.
    let distinctPaths: [JSONPath]
    var slotCount: Int { distinctPaths.count }

    var id: UInt64 { schema.id }
    var name: String { schema.name }

    init(_ schema: TableSchema, declared: DeclaredTable? = nil) {
        self.schema = schema
        self.declared = declared
        var slots: [JSONPath: Int] = [:]
        var distinct: [JSONPath] = []
        func layout(_ part: PartSchema, isEach: Bool = false) -> PartLayout {
            let path = JSONPath(segments: part.path)
            let slot = slots[path] ?? distinct.count
            if slot == distinct.count {
                slots[path] = slot
                distinct.append(path)
            }
            return PartLayout(part, path: path, slot: slot, isEach: isEach)
        }
        records = IndexLayout(
            id: 1, name: "primary key", role: .records,
            prefix: SystemKeys.prefix(table: schema.id, index: 1), parts: schema.primaryKey.map { layout($0) },
            covering: [])
        indexes = schema.indexes.map { index in
            IndexLayout(
                id: index.id, name: index.name, role: .init(index.kind),
                prefix: SystemKeys.prefix(table: schema.id, index: index.id),
                parts: index.parts.enumerated().map { layout($1, isEach: $0 == index.elementPart) },
                covering: index.covering.map { layout($0) })
        }
        expiry = schema.expiry.map { expiry in
            let part = expiry.path.map { path in
                PartSchema(path: path, kind: .date, nullable: true, descending: false, defaultComponent: nil)
            }
            return ExpiryLayout(
                slot: part.map { layout($0).slot },
                queuePrefix: SystemKeys.prefix(table: schema.id, index: SystemKeys.expiryQueueID),
                sweptMarkKey: SystemKeys.sweptMark(schema.id))
        }
        chunkPrefix = SystemKeys.prefix(table: schema.id, index: 2)
        totalsKey = SystemKeys.totals(schema.id)
        paths = JSONPathSet(distinct)
        distinctPaths = distinct
    }

    /// A primary key as a Swift value, for errors.
    func key(_ primaryKey: Span<UInt8>) -> (any KeyComponent)? {
        if let declared { return declared.key(primaryKey) }
        return StoredKey(primaryKey, kinds: records.parts.map(\.kind))?.component
    }

    /// The length of the key of an overflow chunk.
    func chunkKeyBytes(primaryKeyBytes: Int) -> Int { chunkPrefix.count + primaryKeyBytes + 2 }

    /// The key of an overflow chunk.
    func chunkKey(primaryKey: Span<UInt8>, chunk: Int) -> [UInt8] {
        var key = chunkPrefix
        key.append(copying: primaryKey)
        key.append(UInt8(truncatingIfNeeded: chunk >> 8))
        key.append(UInt8(truncatingIfNeeded: chunk))
        return key
    }
}

/// One index of a ``TableLayout``; the records themselves count as one.
struct IndexLayout: Sendable {
    enum Role: Sendable {
        case records, plain, unique

        init(_ kind: IndexKind) {
            switch kind {
            case .plain, .each: self = .plain
            case .unique: self = .unique
            }
        }
    }

    let id: UInt64
    let name: String
    let role: Role
    let prefix: [UInt8]
    let parts: [PartLayout]
    let covering: [PartLayout]
    /// In a multi-entry index, which part has the elements of an array: each record has an entry for each of them, and
    /// none where it has no element. Its other parts have one value in all entries of a record.
    let elementPart: Int?

    init(
        id: UInt64, name: String, role: Role, prefix: [UInt8], parts: [PartLayout], covering: [PartLayout]
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.prefix = prefix
        self.parts = parts
        self.covering = covering
        elementPart = parts.firstIndex(where: \.isEach)
    }
}

/// One component of an ``IndexLayout``.
struct PartLayout: Sendable {
    let path: JSONPath
    let slot: Int
    let kind: ComponentKind
    let isDescending: Bool
    /// Whether it is the elements of an array, of which each entry has one.
    let isEach: Bool
    let defaultComponent: [UInt8]?

    init(_ part: PartSchema, path: JSONPath, slot: Int, isEach: Bool) {
        self.isEach = isEach
        self.path = path
        self.slot = slot
        self.kind = part.kind
        self.isDescending = part.descending
        self.defaultComponent = part.defaultComponent
    }

    /// Whether a condition or an order on the field reads this component.
    func serves(_ field: FieldReference) -> Bool {
        kind == field.kind && isEach == field.isEach && path == field.path
            && defaultComponent == field.defaultComponent
    }
}
