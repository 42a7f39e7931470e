/// A declared table: a name, the fields, the primary key and the indexes of one record type.
///
/// Tables are values. A record type may have several (`Airport.table.named("closed_airports")`), reached through
/// ``Database/records(in:)``; `db[Airport.self]` is short for `db.records(in: Airport.table)`.
public struct Table<R: Record, Key: KeyComponent>: TableDeclaration {
    let definition: TableDefinition<R>

    /// The name the table is stored under.
    public var name: String { definition.name }
    /// The fields of the record type.
    public var fields: R.Fields { definition.fields }

    /// Declares a table whose records bring their primary key.
    ///
    /// - Parameters:
    ///   - name: the name the table is stored under.
    ///   - fields: the record's fields.
    ///   - primaryKey: the field that identifies a record, which is never nil. Its encoded form may be up to 768 bytes
    ///     long.
    ///   - indexes: the secondary indexes.
    public init(
        _ name: String, fields: R.Fields, primaryKey: FieldPath<R, Field<R, Key>>,
        @IndexBuilder<R> indexes: (R.Fields) -> [Index<R>] = { _ in [] }
    ) where Key.Scalar == Key {
        definition = TableDefinition(
            name: name, fields: fields, primaryKey: fields[keyPath: primaryKey].part, autoIncrement: nil,
            indexes: indexes(fields))
    }

    /// Declares a table that assigns ascending integers to records whose primary key is nil.
    ///
    /// An assigned key is never assigned again, not after a delete, `clear()` or a crash; keys may have gaps.
    ///
    /// - Parameters:
    ///   - name: the name the table is stored under.
    ///   - fields: the record's fields.
    ///   - autoIncrement: the field that receives the assigned key.
    ///   - indexes: the secondary indexes.
    public init(
        _ name: String, fields: R.Fields, autoIncrement: FieldPath<R, Field<R, Key?>>,
        @IndexBuilder<R> indexes: (R.Fields) -> [Index<R>] = { _ in [] }
    ) where Key: FixedWidthInteger & Encodable {
        definition = TableDefinition(
            name: name, fields: fields, primaryKey: fields[keyPath: autoIncrement].part,
            autoIncrement: Int64(clamping: Key.max), indexes: indexes(fields))
    }

    init(definition: TableDefinition<R>) {
        self.definition = definition
    }

    /// The same declaration under another name: a second table of the same record type.
    public func named(_ name: String) -> Table {
        Table(definition: definition.named(name))
    }

    /// ``TableDeclaration`` is closed: only ``Table`` conforms.
    public var _definition: TableDefinitionBox { TableDefinitionBox(definition) }
}

/// A table of any record type, as ``Database/open(at:tables:options:)`` takes them. Only ``Table`` conforms.
public protocol TableDeclaration: Sendable {
    /// The name the table is stored under.
    var name: String { get }
    /// The declaration without its record type.
    var _definition: TableDefinitionBox { get }
}

/// A declaration without its record type, opaque outside Roost.
public struct TableDefinitionBox: Sendable {
    let definition: any StoredTableDefinition

    init(_ definition: any StoredTableDefinition) {
        self.definition = definition
    }
}
