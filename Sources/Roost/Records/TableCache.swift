import RoostEngine

/// Remembers `R.table` for each record type, because a generic record type can only declare it as a computed property.
enum TableCache {
    private static let tables = Guarded<[ObjectIdentifier: any Sendable]>([:])

    static func table<R: Record>(of type: R.Type) -> Table<R, R.Key> {
        let id = ObjectIdentifier(type)
        if let table = tables.withLock({ $0[id] }) as? Table<R, R.Key> { return table }
        let table = R.table
        tables.withLock { $0[id] = table }
        return table
    }
}
