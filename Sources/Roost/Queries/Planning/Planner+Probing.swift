extension Planner {
    /// What reading and testing a record costs, in index entries.
    static let recordCost = 8
    /// The most indexes that are looked at beside the best.
    private static let rivalLimit = 3

    /// Chooses among indexes that decide different conditions by their first entries: the one that leads to the fewest,
    /// or the best by rule where all lead to many. Others may then narrow what it leads to.
    ///
    /// Offset and limit make no difference, so that all parts of an answer come in the same order.
    ///
    /// - Parameter isFixed: whether the best is taken anyway, and only narrowed.
    func chooseByEntries(_ best: IndexMatch, _ others: [IndexMatch], isFixed: Bool = false) throws -> Plan {
        guard !others.isEmpty, !best.isUniqueMatch, best.narrows, !conditions.contains(where: \.isImpossible) else {
            return plan(best)
        }
        let rivals = rivals(of: best, among: others)
        guard !rivals.isEmpty else { return plan(best) }
        let countsCovering = bestOf.countsCovering
        var probes = ([best] + rivals).map { match in
            IndexProbe(match, ranges(of: match), readsRecords: !(match.coversAnswer && countsCovering))
        }
        for limit in IndexProbe.limits {
            for position in probes.indices {
                try probes[position].read(upTo: limit, in: context)
                // So few that looking at others does not pay.
                if position == 0, limit == IndexProbe.limits[0], probes[0].isWhole {
                    return plan(best, probes[0].ranges)
                }
            }
            let cheapest = isFixed ? 0 : probes.indices.min { probes[$0].cost < probes[$1].cost }
            if let cheapest, probes[cheapest].isWhole {
                probes.swapAt(0, cheapest)
                break
            }
        }
        let chosen = probes[0]
        return plan(chosen.match, chosen.ranges, with: intersections(of: chosen, with: probes.dropFirst()))
    }

    /// The matches that decide something which none better decides, or give an order which none better gives.
    private func rivals(of best: IndexMatch, among others: [IndexMatch]) -> [IndexMatch] {
        let bestOf = bestOf
        let needsOrder = bestOf.needsOrder
        let sorted = others.filter { !$0.served.isEmpty }.sorted { $0.score(bestOf) > $1.score(bestOf) }
        var rivals: [IndexMatch] = []
        for match in sorted where rivals.count < Self.rivalLimit {
            let isOutdone = ([best] + rivals).contains { better in
                better.decides(allOf: match) && (!needsOrder || better.direction != nil || match.direction == nil)
            }
            if !isOutdone { rivals.append(match) }
        }
        return rivals
    }
}
