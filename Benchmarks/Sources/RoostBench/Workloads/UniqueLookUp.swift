import Contenders
import Sessions

/// One record by a unique secondary key, in stores that have such an index.
struct UniqueLookUp: Workload {
    let names = ["get-unique"]

    func run(on bench: Bench) async throws {
        let stores = try bench.stores.unique()
        let dataset = bench.dataset
        try await bench.verify(names[0], on: stores) { try $0.getByRefreshToken(dataset.items[17]) }
        try await bench.measure(names[0], on: stores) { store, round in
            try repeated(for: bench.settings.turn) { step in
                try store.getByRefreshToken(dataset.items[dataset.shuffled[(round * 100_003 + step) % dataset.count]])
            }
        }
        for store in stores { try store.close() }
    }
}
