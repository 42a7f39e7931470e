import Foundation

/// All tasks together.
struct Crowds {
    private(set) var all: [Crowd]

    init(_ store: Store, _ plan: Plan) {
        all = (0..<Plan.tasks).map { Crowd(store, plan, task: $0) }
    }

    func living(at now: Date) -> Int { all.reduce(0) { $0 + $1.living(at: now) } }

    /// Lets all of them do something at once.
    ///
    /// - Returns: how long each call took, and all together.
    mutating func run(
        _ body: @escaping @Sendable (inout Crowd) async throws -> Void
    ) async throws -> (latencies: Latencies, elapsed: Duration) {
        let start = ContinuousClock.now
        all = try await withThrowingTaskGroup(of: Crowd.self) { group in
            for crowd in all {
                group.addTask {
                    var crowd = crowd
                    crowd.resetLatencies()
                    try await body(&crowd)
                    return crowd
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let elapsed = ContinuousClock.now - start
        return (all.reduce(into: Latencies()) { $0.add($1.latencies) }, elapsed)
    }
}
