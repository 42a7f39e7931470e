import Contenders
import Measuring

/// Opens the loaded store and closes it.
struct OpenAndClose: Workload {
    let names = ["open-close"]

    func run(on bench: Bench) async throws {
        for store in try bench.stores.loaded() { try store.settle() }
        try bench.stores.close()
        var samples: [Contender: Samples] = [:]
        for round in 0..<bench.settings.rounds {
            for index in StoreSet.types.indices {
                let type = StoreSet.types[(index + round) % StoreSet.types.count]
                for _ in 0..<3 {
                    let start = nanoseconds()
                    try bench.stores.reopen(type).close()
                    samples[type.contender, default: Samples()].add(nanoseconds: nanoseconds() - start, operations: 1)
                }
            }
        }
        for contender in Contender.allCases {
            if let samples = samples[contender] { bench.report(names[0], contender, samples) }
        }
    }
}
