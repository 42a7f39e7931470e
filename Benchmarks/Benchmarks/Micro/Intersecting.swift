import Benchmark
import Roost

/// A record with two values, one in twenty and one in twenty-five of which are the same, under several indexes.
private struct Member: Codable, Sendable {
    var id: Int
    var city: String
    var team: String
}

extension Member: Record {
    struct Fields: Sendable {
        let id = Field("id", \Member.id)
        let city = Field("city", \Member.city)
        let team = Field("team", \Member.team)
    }

    static let table = Table("both", fields: Fields(), primaryKey: \Fields.id) {
        Index($0.city)
        Index($0.team)
    }
    static let oneIndex = Table("one", fields: Fields(), primaryKey: \Fields.id) { Index($0.team) }
    static let compound = Table("compound", fields: Fields(), primaryKey: \Fields.id) { Index($0.city, $0.team) }
}

/// Registers the benchmarks of two conditions that hold for 1 of 20 and 1 of 25 records, and together for 1 of 500: what
/// an intersection of two indexes gains, and what a compound index does.
func intersecting() {
    var configuration = Benchmark.defaultConfiguration
    configuration.scalingFactor = .one
    for (name, table) in [
        ("two indexes", Member.table), ("one index and a filter", Member.oneIndex),
        ("a compound index", Member.compound),
    ] {
        Benchmark("two conditions by \(name)", configuration: configuration) { (benchmark: Benchmark, db: Database) in
            let query = Query(in: table).where(\.city).equals("C3").where(\.team).equals("T4")
            try db.read { tx in
                for _ in benchmark.scaledIterations { blackHole(try tx.query(query).toArray()) }
            }
        } setup: { () -> Database in
            var options = DatabaseOptions()
            options.durability = .none
            let db = try Database.inMemory(tables: [table], options: options)
            try db.records(in: table).bulkPut(
                (0..<50_000).map { Member(id: $0, city: "C\($0 * 7_919 % 20)", team: "T\($0 * 104_729 / 20 % 25)") })
            return db
        }
    }
}
