/// All tables of a store at one moment: an immutable value that is replaced as a whole.
final class Catalog: Sendable {
    /// Grows with every change; the root row of the catalog holds it, so that a view can tell which catalog it sees.
    let version: UInt64
    let nextTableID: UInt64
    let tables: [String: TableLayout]

    init(version: UInt64, nextTableID: UInt64, tables: [String: TableLayout]) {
        self.version = version
        self.nextTableID = nextTableID
        self.tables = tables
    }

    /// The catalog of a store without tables.
    static let empty = Catalog(version: 0, nextTableID: SystemKeys.firstTableID, tables: [:])

    /// The catalog with a table added or given a fresh id.
    func replacing(
        _ schema: TableSchema, declared: DeclaredTable?
    ) -> (catalog: Catalog, table: TableLayout) {
        var schema = schema
        schema.id = nextTableID
        let layout = TableLayout(schema, declared: declared)
        var tables = tables
        tables[schema.name] = layout
        return (Catalog(version: version + 1, nextTableID: nextTableID + 1, tables: tables), layout)
    }

    /// The same catalog with a table that is stored already in its declared form: names and record type, which are
    /// not stored, may differ.
    func adopting(_ layout: TableLayout) -> Catalog {
        var tables = tables
        tables[layout.name] = layout
        return Catalog(version: version, nextTableID: nextTableID, tables: tables)
    }
}
