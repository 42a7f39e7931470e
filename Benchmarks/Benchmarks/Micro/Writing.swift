import Benchmark
import Foundation
import Roost
import Sessions

/// Registers the benchmarks of what writes. Each iteration leaves the store as large as it was.
func writing() {
    Benchmark("empty write scope") { benchmark, sample in
        for _ in benchmark.scaledIterations {
            try sample.db.write { _ in }
        }
    } setup: {
        try Sample()
    }

    Benchmark("put over the same") { benchmark, sample in
        for step in benchmark.scaledIterations {
            try sample.db[Session.self].put(sample.session(step))
        }
    } setup: {
        try Sample()
    }

    Benchmark("put over another") { benchmark, sample in
        for step in benchmark.scaledIterations {
            var session = sample.session(step)
            session.updatedAt = Dataset.touchTime.addingTimeInterval(Double(step))
            try sample.db[Session.self].put(session)
        }
    } setup: {
        try Sample()
    }

    Benchmark("update one indexed field") { benchmark, sample in
        for step in benchmark.scaledIterations {
            let time = Dataset.touchTime.addingTimeInterval(Double(step))
            try sample.db[Session.self].update(sample.session(step).accessToken, .set(\.updatedAt, to: time))
        }
    } setup: {
        try Sample()
    }

    Benchmark("put in one transaction") { benchmark, sample in
        try sample.db.write { tx in
            for step in benchmark.scaledIterations {
                var session = sample.session(step)
                session.updatedAt = Dataset.touchTime.addingTimeInterval(Double(step))
                try tx[Session.self].put(session)
            }
        }
    } setup: {
        try Sample()
    }
}
