import Benchmark
import Roost
import Sessions

/// Registers the benchmarks of what reads.
func reading() {
    Benchmark("get") { benchmark, sample in
        for step in benchmark.scaledIterations {
            blackHole(try sample.db[Session.self].get(sample.session(step).accessToken))
        }
    } setup: {
        try Sample()
    }

    Benchmark("get in scope") { benchmark, sample in
        try sample.db.read { tx in
            for step in benchmark.scaledIterations {
                blackHole(try tx[Session.self].get(sample.session(step).accessToken))
            }
        }
    } setup: {
        try Sample()
    }

    Benchmark("get what is not there") { benchmark, sample in
        for _ in benchmark.scaledIterations {
            blackHole(try sample.db[Session.self].get("no such token"))
        }
    } setup: {
        try Sample()
    }

    Benchmark("read scope") { benchmark, sample in
        for _ in benchmark.scaledIterations {
            try sample.db.read { _ in }
        }
    } setup: {
        try Sample()
    }

    Benchmark("first by index") { benchmark, sample in
        for step in benchmark.scaledIterations {
            let user = sample.session(step).user.id
            blackHole(try sample.db[Session.self].where(\.userID).equals(user).first())
        }
    } setup: {
        try Sample()
    }
}
