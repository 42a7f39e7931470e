import Benchmark
import Roost
import Sessions

/// Registers the benchmarks of what happens before anything is read.
func planning() {
    Benchmark("build a query") { benchmark in
        for _ in benchmark.scaledIterations {
            blackHole(Query(Session.self).where(\.userID).equals("u1000001").orderBy(\.updatedAt).reverse().limit(20))
        }
    }

    Benchmark("plan a query") { benchmark, sample in
        let query = Query(Session.self).where(\.userID).equals("u1000001").orderBy(\.updatedAt).reverse().limit(20)
        try sample.db.read { tx in
            for _ in benchmark.scaledIterations {
                blackHole(try tx.query(query).explain())
            }
        }
    } setup: {
        try Sample()
    }
}
