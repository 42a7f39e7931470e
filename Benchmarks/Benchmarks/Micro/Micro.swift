import Benchmark
import Roost
import Sessions

/// Single calls of Roost's interface on a store in memory, where no disk disturbs: for comparing two commits.
///
/// `Benchmark` calls this once per process.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .instructions, .throughput], scalingFactor: .kilo, maxDuration: .seconds(2),
        maxIterations: 200)
    reading()
    planning()
    intersecting()
    elements()
    writing()
}

/// A store in memory with some sessions.
struct Sample {
    let db: Database
    let dataset: Dataset

    init(records: Int = 10_000) throws {
        dataset = Dataset(count: records, more: 0)
        var options = DatabaseOptions()
        options.durability = .none
        db = try Database.inMemory(tables: [Session.table], options: options)
        try db[Session.self].bulkPut(dataset.items.lazy.map(\.session))
    }

    /// A session; other ones with each step.
    func session(_ step: Int) -> Session {
        dataset.items[dataset.shuffled[step % dataset.count]].session
    }
}
