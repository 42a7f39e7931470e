import RoostEngine

/// Remembers `R.table` for each record type, because a generic record type can only declare it as a computed property.
enum TableCache {
    private static let definitions = Guarded<[ObjectIdentifier: any StoredTableDefinition]>([:])

    static func table<R: Record>(of type: R.Type) -> Table<R, R.Key> {
        let id = ObjectIdentifier(type)
        if let definition = definitions.withLock({ $0[id] }) {
            // Only the definition of a record type is filed under its identity; a checked cast would cost as much as a
            // look-up.
            return Table(definition: unsafeDowncast(definition, to: TableDefinition<R>.self))
        }
        let table = R.table
        definitions.withLock { $0[id] = table.definition }
        return table
    }
}
