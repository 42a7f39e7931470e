import Contenders
import Foundation
import Measuring
import Sessions

/// A question that changes nothing, asked over and over with changing values.
struct ReadWorkload: Workload {
    let name: String
    /// Records that one question answers, where the unit is one record.
    let operations: (Dataset) -> Int
    let question: (_ store: any SessionStore, _ dataset: Dataset, _ step: Int) throws -> Answer

    var names: [String] { [name] }

    init(
        _ name: String, operations: @escaping (Dataset) -> Int = { _ in 1 },
        _ question: @escaping (_ store: any SessionStore, _ dataset: Dataset, _ step: Int) throws -> Answer
    ) {
        self.name = name
        self.operations = operations
        self.question = question
    }

    func run(on bench: Bench) async throws {
        let stores = try bench.stores.loaded()
        let dataset = bench.dataset
        try await bench.verify(name, on: stores) { try question($0, dataset, 12_345) }
        try await bench.measure(name, on: stores) { store, round in
            try repeated(for: bench.settings.turn, operations: operations(dataset)) { step in
                try question(store, dataset, round * 100_003 + step)
            }
        }
    }
}

extension ReadWorkload {
    static var all: [ReadWorkload] { points + lists + ranges }

    private static let scopeReads = 200
    private static let emptyScopes = 100

    private static var points: [ReadWorkload] {
        [
            ReadWorkload("get") { store, dataset, step in
                try store.get(dataset.item(step))
            },
            ReadWorkload("get-in-scope", operations: { _ in scopeReads }) { store, dataset, step in
                try store.get(inOneScope: dataset.items(scopeReads, from: step * scopeReads))
            },
            ReadWorkload("get-zipf") { store, dataset, step in
                try store.get(dataset.popularItem(step))
            },
            ReadWorkload("read-scope", operations: { _ in emptyScopes }) { store, _, _ in
                for _ in 0..<emptyScopes { try store.emptyScope() }
                return .nothing
            },
        ]
    }

    private static var lists: [ReadWorkload] {
        [
            ReadWorkload("index-equality") { store, dataset, step in
                try store.sessions(ofUser: dataset.userID(step * 7 % dataset.userCount))
            },
            ReadWorkload("full-scan", operations: \.count) { store, _, _ in
                try store.scan()
            },
            ReadWorkload("order-limit-20") { store, _, _ in
                try store.byUpdate(reverse: true, offset: 0, limit: 20)
            },
            ReadWorkload("offset-5000-limit-20") { store, _, _ in
                try store.byUpdate(reverse: false, offset: 5_000, limit: 20)
            },
            ReadWorkload("range-residual") { store, dataset, step in
                let size = min(1_000, dataset.count)
                let range = dataset.expiries(size, skipping: step * 1_009 % (dataset.count - size + 1))
                return try store.expiring(in: range, named: dataset.names[step % dataset.names.count])
            },
        ]
    }

    private static var ranges: [ReadWorkload] {
        [("1k", 1_000), ("10k", 10_000), ("100k", 100_000)].flatMap { name, size in
            [
                ReadWorkload("keys-range-\(name)", operations: { min(size, $0.count) }) { store, dataset, step in
                    try store.expiries(in: dataset.range(size, step))
                },
                ReadWorkload("count-range-\(name)", operations: { min(size, $0.count) }) { store, dataset, step in
                    try store.count(expiring: dataset.range(size, step))
                },
            ]
        }
    }
}

extension Dataset {
    fileprivate func item(_ step: Int) -> SessionItem {
        items[shuffled[step % count]]
    }

    fileprivate func items(_ number: Int, from step: Int) -> [SessionItem] {
        (step..<step + number).map(item)
    }

    /// A range of expiry times with that many sessions in it, or all there are.
    fileprivate func range(_ size: Int, _ step: Int) -> Range<Date> {
        let size = min(size, count)
        return expiries(size, skipping: step * 1_009 % (count - size + 1))
    }
}
