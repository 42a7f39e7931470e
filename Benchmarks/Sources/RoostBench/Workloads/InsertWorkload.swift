import Contenders
import Measuring
import Sessions

/// Inserts single records, each in a transaction of its own, from one thread or several; a sample is the time of a turn
/// for each record, so more writers may take less.
struct InsertWorkload: Workload {
    let name: String
    let durability: StoreDurability
    let writers: Int
    /// Records that each writer inserts in a turn.
    let size: Int

    var names: [String] { [name] }

    static let all = [
        InsertWorkload(name: "insert-relaxed", durability: .relaxed, writers: 1, size: 1_000),
        InsertWorkload(name: "insert-relaxed-8-writers", durability: .relaxed, writers: 8, size: 125),
        InsertWorkload(name: "insert-relaxed-32-writers", durability: .relaxed, writers: 32, size: 31),
        InsertWorkload(name: "insert-interval", durability: .interval, writers: 1, size: 1_000),
        InsertWorkload(name: "insert-full", durability: .full, writers: 1, size: 60),
        InsertWorkload(name: "insert-full-8-writers", durability: .full, writers: 8, size: 16),
        InsertWorkload(name: "insert-full-32-writers", durability: .full, writers: 32, size: 10),
    ]

    func run(on bench: Bench) async throws {
        let stores = try bench.stores.loaded(durability)
            .filter { durability != .interval || type(of: $0).contender == .roost }
        let rounds = try (0..<bench.settings.rounds).map { _ in try bench.newItems(writers * size) }
        var latencies: [Contender: Samples] = [:]
        try await bench.measure(name, on: stores) { store, round in
            let single = try insert(rounds[round], into: store)
            latencies[type(of: store).contender, default: Samples()].add(single.latencies)
            if writers == 1 { return single.latencies }
            var samples = Samples()
            samples.add(nanoseconds: single.nanoseconds, operations: writers * size)
            return samples
        }
        for contender in Contender.allCases {
            if let samples = latencies[contender] { bench.report(latency: samples, name, contender) }
        }
        try await bench.verify(name, on: stores) { try $0.get(inOneScope: Array(rounds[0])) }
    }

    private func insert(
        _ items: ArraySlice<SessionItem>, into store: any SessionStore
    ) throws -> (nanoseconds: UInt64, latencies: Samples) {
        let size = size
        return try Writers.run(writers) { writer in
            var latencies = Samples()
            for item in items.dropFirst(writer * size).prefix(size) {
                let start = nanoseconds()
                try store.insert(item)
                latencies.add(nanoseconds: nanoseconds() - start, operations: 1)
            }
            return latencies
        }
    }
}
