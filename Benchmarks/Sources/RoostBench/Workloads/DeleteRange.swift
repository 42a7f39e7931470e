import Contenders
import Measuring
import Sessions

/// Deletes the 1,000 records at the start of an index, in one transaction; for each record. They are written again
/// between the turns.
struct DeleteRange: Workload {
    let names = ["delete-range"]

    func run(on bench: Bench) async throws {
        let dataset = bench.dataset
        let size = min(1_000, dataset.count / 10)
        let bound = dataset.expiry(size)
        let deleted = ArraySlice(dataset.loaded.filter { $0.session.expiresAt < bound })
        try await bench.measure(names[0], on: try bench.stores.loaded()) { store, _ in
            var samples = Samples()
            for _ in 0..<3 {
                let start = nanoseconds()
                let count = try store.deleteExpiring(before: bound)
                samples.add(nanoseconds: nanoseconds() - start, operations: size)
                guard count == size else { throw BenchFailure("delete-range: \(count) records instead of \(size)") }
                try store.insert(deleted)
            }
            return samples
        }
    }
}
