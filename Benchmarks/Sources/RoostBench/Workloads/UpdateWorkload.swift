import Contenders
import Foundation
import Measuring
import Sessions

/// Changes one indexed field of records.
struct UpdateWorkload: Workload {
    let name: String
    /// Records changed in one transaction.
    let size: Int

    var names: [String] { [name] }

    static let all = [
        UpdateWorkload(name: "update-indexed", size: 1), UpdateWorkload(name: "update-indexed-batch", size: 10_000),
    ]

    func run(on bench: Bench) async throws {
        let stores = try bench.stores.loaded()
        let dataset = bench.dataset
        let size = min(size, dataset.count / 2)
        try await bench.verify(name, on: stores) { store in
            try store.touch(dataset.items[3], at: Dataset.touchTime)
            return try store.get(dataset.items[3])
        }
        try await bench.measure(name, on: stores) { store, round in
            try repeated(for: bench.settings.turn, operations: size) { step in
                let turn = round * 100_003 + step
                let time = Dataset.touchTime.addingTimeInterval(Double(turn * size % 4_000_000))
                if size == 1 {
                    try store.touch(dataset.items[dataset.shuffled[turn % dataset.count]], at: time)
                } else {
                    let start = turn * size % (dataset.count - size + 1)
                    try store.touch(dataset.items[start..<start + size], at: time)
                }
                return .nothing
            }
        }
    }
}
