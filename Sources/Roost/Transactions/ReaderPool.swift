import RoostEngine

/// A bounded number of lanes for async read transactions; each goes to the lane with the fewest waiting.
final class ReaderPool: Sendable {
    private let lanes: [StoreLane]
    private let waiting: Guarded<[Int]>

    init(count: Int, label: String) {
        lanes = (0..<count).map { StoreLane(label: "\(label).reader-\($0)") }
        waiting = Guarded(Array(repeating: 0, count: count))
    }

    func run<T: Sendable>(_ body: @Sendable () throws -> T) async throws -> T {
        let lane = waiting.withLock { waiting in
            let lane = waiting.indices.min { waiting[$0] < waiting[$1] } ?? 0
            waiting[lane] += 1
            return lane
        }
        defer { waiting.withLock { $0[lane] -= 1 } }
        return try await lanes[lane].run(body)
    }
}
