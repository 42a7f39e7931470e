extension Planner {
    /// What reading and testing a record costs, in index entries.
    static let recordCost = 8
    /// The most indexes that are looked at beside the best.
    private static let rivalLimit = 3

    /// Chooses among indexes that decide different conditions by their first entries: the one that leads to the fewest,
    /// or the best by rule where all lead to many. Others may then narrow what it leads to.
    func chooseByEntries(_ best: IndexMatch, _ others: [IndexMatch]) throws -> Plan {
        let rivals = rivals(of: best, among: others)
        let limits = IndexProbe.limits.prefix { $0 <= mostEntries(best) }
        guard !rivals.isEmpty, !limits.isEmpty else { return plan(best) }
        var probes = ([best] + rivals).map { IndexProbe($0, ranges(of: $0)) }
        for limit in limits {
            for position in probes.indices {
                try probes[position].read(upTo: limit, in: context)
                // So few that looking at others does not pay.
                if position == 0, limit == limits.first, probes[0].isWhole { return plan(best) }
            }
            let cheapest = probes.indices.min { probes[$0].cost < probes[$1].cost }
            if let cheapest, probes[cheapest].isWhole {
                probes.swapAt(0, cheapest)
                break
            }
        }
        return plan(probes[0].match, with: intersections(of: probes[0], with: probes.dropFirst()))
    }

    /// The matches that decide something which none better decides, or give an order which none better gives.
    private func rivals(of best: IndexMatch, among others: [IndexMatch]) -> [IndexMatch] {
        let needsOrder = !specification.order.isEmpty
        let sorted = others.filter { !$0.served.isEmpty }
            .sorted { $0.score(needsOrder: needsOrder) > $1.score(needsOrder: needsOrder) }
        var rivals: [IndexMatch] = []
        for match in sorted where rivals.count < Self.rivalLimit {
            let isOutdone = ([best] + rivals).contains { better in
                better.decides(allOf: match) && (!needsOrder || better.direction != nil || match.direction == nil)
            }
            if !isOutdone { rivals.append(match) }
        }
        return rivals
    }

    /// How many entries are worth a look, for a query that may end early.
    private func mostEntries(_ best: IndexMatch) -> Int {
        guard let limit = specification.limit else { return .max }
        let wanted = limit.addingSaturating(specification.offset)
        let endsEarly =
            conditions.indices.allSatisfy(best.served.contains) && specification.filters.isEmpty
            && (specification.order.isEmpty || best.direction != nil)
        guard !endsEarly else { return wanted }
        let (most, overflow) = wanted.multipliedReportingOverflow(by: Self.recordCost)
        return overflow ? .max : Swift.max(most, IndexProbe.limits[0])
    }
}
