import Contenders
import Measuring
import Sessions

/// The longest of millions of single inserts into an empty store. The row has nothing but that one time, and the number
/// of inserts as its `n`; the other times are among the latencies.
///
/// SQLite does a fortieth of them, to finish in time, which can only make its longest one shorter.
struct LongestPut: Workload {
    let names = ["longest-put"]

    func run(on bench: Bench) async throws {
        for type in StoreSet.types {
            let isSQLite = type.contender == .grdb || type.contender == .grdbTuned
            let puts = isSQLite ? bench.settings.puts / 40 : bench.settings.puts
            let folder = try bench.stores.makeFolder("longest-put", type.contender)
            let store = try type.init(at: folder, indexes: .usual, durability: .relaxed)
            let latencies = try StallWatch.insert(puts, into: store, from: bench.dataset)
            try store.close()
            if let row = Row(longestOf: latencies, workload: names[0], contender: type.contender) { bench.report(row) }
            bench.report(latency: latencies, names[0], type.contender)
            _ = try bench.stores.makeFolder("longest-put", type.contender)
        }
    }
}
