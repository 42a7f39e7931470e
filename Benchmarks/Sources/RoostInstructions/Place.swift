import Measuring
import Roost

/// A record with about ten elements in a multi-entry index.
struct Place: Codable, Sendable {
    var id: Int
    var names: [String]

    init(_ id: Int) {
        var generator = SeededGenerator(seed: UInt64(id))
        self.id = id
        names = (0..<5 + id % 11).map { _ in
            String(generator.next(), radix: 36) + " \(id)"
        }
    }
}

extension Place: Record {
    struct Fields: Sendable {
        let id = Field("id", \Place.id)
        let names = EachField("names", \Place.names)
    }

    static let table = Table("places", fields: Fields(), primaryKey: \Fields.id) { Index.each($0.names) }
}

/// Asks places for their names.
struct Naming {
    private let db: Database

    init() throws {
        var options = DatabaseOptions()
        options.durability = .none
        db = try Database.inMemory(tables: [Place.table], options: options)
        try db[Place.self].bulkPut((0..<2_000).map(Place.init))
        try db.compact()
    }

    var workloads: [Workload] {
        let db = db
        return [
            // Most entries of the index: a scan of the records.
            Workload("elements-wide", operations: 2_000) {
                try db[Place.self].where(\.names).startsWith("").toArray().count
            },
            // Some of them: each record by its first.
            Workload("elements-range", operations: 3_000) {
                let some = Query(Place.self).where(\.names).between("1", "2").limit(1_000)
                return try (0..<3).reduce(0) { sum, _ in try sum + db.query(some).toArray().count }
            },
        ]
    }
}
