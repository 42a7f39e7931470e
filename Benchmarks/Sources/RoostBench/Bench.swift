import Contenders
import Foundation
import Measuring
import Sessions

/// One run: the stores of all contenders, and what was measured.
final class Bench {
    let settings: Settings
    let dataset: Dataset
    let stores: StoreSet
    private(set) var rows: [Row] = []
    private(set) var latencies: [Latency] = []
    private var nextItem: Int

    init(settings: Settings, folder: URL) {
        self.settings = settings
        dataset = Dataset(count: settings.records, more: 12_000 * settings.rounds)
        stores = StoreSet(folder: folder, dataset: dataset)
        nextItem = settings.records
    }

    /// Sessions that no store has yet.
    func newItems(_ count: Int) throws -> ArraySlice<SessionItem> {
        guard nextItem + count <= dataset.items.count else { throw BenchFailure("the dataset has too few sessions") }
        defer { nextItem += count }
        return dataset.items[nextItem..<nextItem + count]
    }

    /// Gives each store its turn, round by round, a different one first each time.
    ///
    /// - Parameters:
    ///   - name: the workload.
    ///   - stores: who takes part.
    ///   - body: one turn.
    func measure(
        _ name: String, on stores: [any SessionStore],
        _ body: (_ store: any SessionStore, _ round: Int) async throws -> Samples
    ) async throws {
        var samples: [Contender: Samples] = [:]
        for round in 0..<settings.rounds {
            for index in stores.indices {
                let store = stores[(index + round) % stores.count]
                samples[type(of: store).contender, default: Samples()].add(try await body(store, round))
            }
        }
        for contender in Contender.allCases {
            if let samples = samples[contender] { report(name, contender, samples) }
        }
    }

    /// Asks every store the same and throws unless all answers agree.
    func verify(
        _ name: String, on stores: [any SessionStore], _ question: (any SessionStore) async throws -> Answer
    ) async throws {
        var first: (contender: Contender, answer: Answer)?
        for store in stores {
            let contender = type(of: store).contender
            let answer = try await question(store)
            guard let other = first else {
                first = (contender, answer)
                continue
            }
            guard answer.agrees(with: other.answer) else {
                throw BenchFailure(
                    "\(name): \(contender.rawValue) answers \(answer); \(other.contender.rawValue) \(other.answer)")
            }
        }
    }

    func report(_ name: String, _ contender: Contender, _ samples: Samples) {
        if let row = Row(workload: name, contender: contender, samples: samples) { report(row) }
    }

    func report(_ row: Row) {
        rows.append(row)
        let name = row.workload.padding(toLength: 26, withPad: " ", startingAt: 0)
        let contender = row.contender.rawValue.padding(toLength: 12, withPad: " ", startingAt: 0)
        print("\(name)\(contender)\(row.median.short) us   p10 \(row.p10.short)  p90 \(row.p90.short)  n \(row.n)")
    }

    func report(latency samples: Samples, _ name: String, _ contender: Contender) {
        if let latency = Latency(workload: name, contender: contender, samples: samples) { latencies.append(latency) }
    }
}

/// The run cannot go on.
struct BenchFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
