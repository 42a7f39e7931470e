import RoostEngine

/// The queries that were slow, by their shape.
final class SlowQueries: Sendable {
    private static let capacity = 100

    private let threshold: Duration
    private let known = Guarded<[String: QueryAdvice]>([:])

    init(threshold: Duration) {
        self.threshold = threshold
    }

    func note(_ plan: Plan, duration: Duration, counts: TransactionCounts) {
        guard duration >= threshold else { return }
        let shape = QueryPlan(plan, counts: nil, showsValues: false).description
        known.withLock { known in
            if var advice = known[shape] {
                advice.runs += 1
                advice.total += duration
                if duration > advice.slowest { (advice.slowest, advice.counts) = (duration, counts) }
                known[shape] = advice
                return
            }
            if known.count >= Self.capacity, let least = known.min(by: { $0.value.total < $1.value.total }) {
                known[least.key] = nil
            }
            known[shape] = QueryAdvice(
                table: plan.table.name, shape: shape, suggestedIndex: IndexAdvice.forSlow(plan)?.description, runs: 1,
                total: duration, slowest: duration, counts: counts)
        }
    }

    var all: [QueryAdvice] { known.withLock { $0.values.sorted { $0.total > $1.total } } }
}

extension IndexAdvice {
    /// An index for a plan that tests or sorts records, or needs several indexes; nil for one that an index decides, which is slow because it has
    /// much to do.
    static func forSlow(_ plan: Plan) -> IndexAdvice? {
        plan.residual.isEmpty && plan.intersections.isEmpty && plan.sort.isEmpty ? nil : IndexAdvice(plan)
    }
}
