import Benchmark
import Roost

/// A place with about ten names, as those of a gazetteer have.
private struct Place: Codable, Sendable {
    var id: Int
    var country: String
    var names: [String]

    init(_ id: Int) {
        self.id = id
        country = "C\(id % 200)"
        names = (0..<5 + id % 11).map { number in
            let letter = Character(Unicode.Scalar(UInt8(97 + (id * 31 + number * 7) % 26)))
            return "\(letter)name \(id) \(number)"
        }
    }
}

extension Place: Record {
    struct Fields: Sendable {
        let id = Field("id", \Place.id)
        let country = Field("country", \Place.country)
        let names = EachField("names", \Place.names)
    }

    static let table = Table("places", fields: Fields(), primaryKey: \Fields.id) { Index.each($0.names) }
    static let unindexed = Table("unindexed", fields: Fields(), primaryKey: \Fields.id)
}

/// Registers the benchmarks of ranges of a multi-entry index, over 34,000 records with 340,000 elements: of all of them,
/// of half, and of a few, each beside a scan of the table that has no index.
func elements() {
    var configuration = Benchmark.defaultConfiguration
    configuration.scalingFactor = .one
    for (name, table) in [("the index", Place.table), ("a scan", Place.unindexed)] {
        let all = Query(in: table)
        for (range, query) in [
            ("all", all.where(\.names).startsWith("")), ("most", all.where(\.names).above("d")),
            ("a third", all.where(\.names).below("i")), ("few", all.where(\.names).startsWith("aname 1")),
        ] {
            Benchmark("\(range) elements by \(name)", configuration: configuration) {
                (benchmark: Benchmark, db: Database) in
                try db.read { tx in
                    for _ in benchmark.scaledIterations { blackHole(try tx.query(query).toArray()) }
                }
            } setup: { () -> Database in
                var options = DatabaseOptions()
                options.durability = .none
                let db = try Database.inMemory(tables: [table], options: options)
                for start in stride(from: 0, to: 34_000, by: 1_000) {
                    try db.records(in: table).bulkPut((start..<start + 1_000).map(Place.init))
                }
                return db
            }
        }
    }
}
