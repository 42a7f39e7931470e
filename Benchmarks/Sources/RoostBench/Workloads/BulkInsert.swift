import Contenders
import Measuring
import Sessions

/// Loads an empty store in transactions of 1,000 records; a sample is the time of 10 of them, for each record.
struct BulkInsert: Workload {
    let names = ["bulk-insert"]

    func run(on bench: Bench) async throws {
        let batches = bench.dataset.batches
        var samples: [Contender: Samples] = [:]
        for round in 0..<min(bench.settings.rounds, 3) {
            for index in StoreSet.types.indices {
                let type = StoreSet.types[(index + round) % StoreSet.types.count]
                let folder = try bench.stores.makeFolder("bulk", type.contender)
                let store = try type.init(at: folder, indexes: .usual, durability: .relaxed)
                for start in stride(from: 0, to: batches.count, by: 10) {
                    let some = batches[start..<min(start + 10, batches.count)]
                    let begin = nanoseconds()
                    for batch in some { try store.insert(batch) }
                    samples[type.contender, default: Samples()]
                        .add(nanoseconds: nanoseconds() - begin, operations: some.reduce(0) { $0 + $1.count })
                }
                try store.close()
            }
        }
        for contender in Contender.allCases {
            if let samples = samples[contender] { bench.report(names[0], contender, samples) }
        }
    }
}
