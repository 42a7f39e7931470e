import Contenders
import Foundation
import Measuring
import Sessions

/// What a server does with sessions, from some tasks at once: 80 % load one, 15 % renew one, 5 % create one. A sample is
/// the time of 1,000 operations, for each operation.
struct SessionMix: Workload {
    let tasks: Int

    var name: String { "session-mix-\(tasks)" }
    var names: [String] { [name] }

    static let all = [SessionMix(tasks: 1), SessionMix(tasks: 2), SessionMix(tasks: 8)]

    private static let operations = 1_000
    private static let samplesPerTurn = 3

    func run(on bench: Bench) async throws {
        let rounds = try (0..<bench.settings.rounds).map { _ in try bench.newItems(Self.samplesPerTurn * 100) }
        let dataset = bench.dataset
        let size = Self.operations / tasks
        var latencies: [Contender: Samples] = [:]
        let stores = try bench.stores.loaded()
        try await bench.verify(name, on: stores) { try await $0.load(dataset.items[5]) }
        try await bench.measure(name, on: stores) { store, round in
            var samples = Samples()
            for number in 0..<Self.samplesPerTurn {
                let new = rounds[round].dropFirst(number * 100).prefix(100)
                let start = nanoseconds()
                let single = try await withThrowingTaskGroup(of: Samples.self) { group in
                    for task in 0..<tasks {
                        let mine = new.dropFirst(task * 100 / tasks).prefix(100 / tasks)
                        let step = (round * Self.samplesPerTurn + number) * 8 + task
                        group.addTask { try await Self.work(size, on: store, dataset, new: mine, step) }
                    }
                    return try await group.reduce(into: Samples()) { $0.add($1) }
                }
                samples.add(nanoseconds: nanoseconds() - start, operations: size * tasks)
                latencies[type(of: store).contender, default: Samples()].add(single)
            }
            return samples
        }
        for contender in Contender.allCases {
            if let samples = latencies[contender] { bench.report(latency: samples, name, contender) }
        }
    }

    /// What one task does.
    private static func work(
        _ size: Int, on store: any SessionStore, _ dataset: Dataset, new: ArraySlice<SessionItem>, _ step: Int
    ) async throws -> Samples {
        var latencies = Samples()
        var generator = SeededGenerator(seed: UInt64(step))
        var new = new
        for number in 0..<size {
            let start = nanoseconds()
            switch generator.next(below: 100) {
            case 0..<15:
                let time = Dataset.touchTime.addingTimeInterval(Double(step * size + number))
                try await store.renew(dataset.popularItem(generator.next(below: 1 << 20)), at: time)
            case 15..<20:
                if let item = new.popFirst() { try await store.create(item) }
            default:
                blackHole(try await store.load(dataset.popularItem(generator.next(below: 1 << 20))))
            }
            latencies.add(nanoseconds: nanoseconds() - start, operations: 1)
        }
        return latencies
    }
}
