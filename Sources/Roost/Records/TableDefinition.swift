import RoostEngine

/// What a declared table is once its record type no longer matters: enough to compare it with the catalog.
protocol StoredTableDefinition: AnyObject, Sendable {
    var name: String { get }
    var declared: DeclaredTable { get }
    /// The schema as declared, with index ids given in the order of declaration from ``SystemKeys/firstIndexID``.
    var schema: TableSchema { get }
    /// The default time to live, in seconds; nil without one.
    var timeToLive: Double? { get }
    /// What the record type calls a field, as in `address.city`; nil when it declares no such field.
    func fieldName(_ field: FieldReference) -> String?
    /// Why the declaration itself cannot be used, if so.
    var defect: RoostError? { get }
}

/// A table declaration, shared by every ``Table`` value made from it.
final class TableDefinition<R: Record>: StoredTableDefinition {
    let name: String
    let fields: R.Fields
    let primaryKey: IndexPart<R>
    /// The largest key that may be assigned; nil when records bring their keys.
    let autoIncrement: Int64?
    let indexes: [Index<R>]
    let expiry: TableExpiry<R>?

    init(
        name: String, fields: R.Fields, primaryKey: IndexPart<R>, autoIncrement: Int64?, indexes: [Index<R>],
        expiry: TableExpiry<R>? = nil
    ) {
        self.name = name
        self.fields = fields
        self.primaryKey = primaryKey
        self.autoIncrement = autoIncrement
        self.indexes = indexes
        self.expiry = expiry
    }

    var declared: DeclaredTable { DeclaredTable(self) }

    func named(_ name: String) -> TableDefinition<R> {
        TableDefinition(
            name: name, fields: fields, primaryKey: primaryKey, autoIncrement: autoIncrement, indexes: indexes,
            expiry: expiry)
    }

    func expiring(_ expiry: TableExpiry<R>) -> TableDefinition<R> {
        TableDefinition(
            name: name, fields: fields, primaryKey: primaryKey, autoIncrement: autoIncrement, indexes: indexes,
            expiry: expiry)
    }

    var timeToLive: Double? { expiry?.timeToLive }

    func fieldName(_ field: FieldReference) -> String? { Self.name(of: field, in: fields, depth: 0) }

    /// Fields may stand in structures of their own.
    private static func name(of field: FieldReference, in fields: Any, depth: Int) -> String? {
        for child in Mirror(reflecting: fields).children {
            guard let label = child.label else { continue }
            if let declared = (child.value as? any QueryField)?.reference {
                if declared.path == field.path, declared.isEach == field.isEach { return label }
            } else if depth < 4, let name = name(of: field, in: child.value, depth: depth + 1) {
                return "\(label).\(name)"
            }
        }
        return nil
    }

    var schema: TableSchema {
        var nextIndexID = SystemKeys.firstIndexID
        let indexSchemas = indexes.map { index in
            defer { nextIndexID += 1 }
            return IndexSchema(
                id: nextIndexID, name: index.name, kind: index.kind, parts: index.parts.map(PartSchema.init),
                covering: index.coveredFields.map(PartSchema.init), eachPart: index.eachPart)
        }
        return TableSchema(
            id: 0, name: name, nextIndexId: nextIndexID, schemaVersion: 1, primaryKey: [PartSchema(primaryKey)],
            autoIncrement: autoIncrement != nil, indexes: indexSchemas,
            unicodeVersion: UnicodeText.unicodeVersion, expiry: expiry?.schema)
    }

    var defect: RoostError? {
        func invalid(_ message: String, index: String? = nil, field: String? = nil) -> RoostError {
            var error = RoostError(.invalidArgument, message)
            error.table = name
            error.index = index
            error.field = field
            return error
        }
        if name.isEmpty || name.utf8.count > 255 { return invalid("a table name has 1 to 255 bytes of UTF-8") }
        if primaryKey.isDescending { return invalid("a primary key cannot be descending") }
        if primaryKey.reference.isNullable, autoIncrement == nil {
            return invalid("a primary key cannot be null", field: primaryKey.reference.name)
        }
        if case .field(let part) = expiry, part.reference.defaultComponent != nil {
            return invalid("a field of expiry cannot have a default", field: part.reference.name)
        }
        if case .field(let part) = expiry, part.reference.dateText != nil {
            return invalid("a field of expiry has to be stored as a number", field: part.reference.name)
        }
        if let seconds = timeToLive, seconds.isNaN { return invalid("NaN cannot be a time to live") }
        for field in DeclaredFields.all(of: fields) where field.defaultIsInvalid {
            return invalid("the default cannot be a key", field: field.name)
        }
        var identities: Set<IndexIdentity> = []
        var names: Set<String> = []
        for index in indexes {
            if index.parts.isEmpty { return invalid("an index needs at least one part", index: index.name) }
            for part in index.parts + index.coveredFields where part.reference.defaultIsInvalid {
                return invalid("the default cannot be a key", index: index.name, field: part.reference.name)
            }
            let identity = IndexIdentity(
                kind: index.kind, parts: index.parts.map(PartSchema.init), eachPart: index.eachPart)
            if !identities.insert(identity).inserted {
                return invalid("the same index is declared twice", index: index.name)
            }
            if !names.insert(index.name).inserted {
                return invalid("two indexes have this name", index: index.name)
            }
        }
        return nil
    }
}

extension PartSchema {
    init<R>(_ part: IndexPart<R>) {
        self.init(
            path: part.reference.path.segments, kind: part.reference.kind, nullable: part.reference.isNullable,
            descending: part.isDescending, defaultComponent: part.reference.defaultComponent)
    }
}
