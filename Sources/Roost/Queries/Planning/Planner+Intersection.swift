import RoostEngine

extension Planner {
    /// The fewest records for which entries of another index are worth reading.
    private static let fewestRecords = 16

    /// The other indexes that rule records out for less than it costs to read them, by a sample of the primary keys that
    /// both lead to.
    func intersections(of chosen: IndexProbe, with others: ArraySlice<IndexProbe>) -> [EntryIntersection] {
        guard chosen.match.index.role != .records, chosen.isWhole || chosen.isInOrderOfPrimaryKeys else { return [] }
        var decided = chosen.match.served
        if let position = chosen.match.elementCondition { decided.insert(position) }
        for position in positions
        where EntryFilter.isPossible(conditions[position], in: chosen.match.index, of: table) {
            decided.insert(position)
        }
        let own = KeySample(chosen)
        var intersections: [EntryIntersection] = []
        for other in others where other.isInOrderOfPrimaryKeys && other.match.index.role != .records {
            guard !other.match.served.isSubset(of: decided) else { continue }
            let common = own.compared(with: KeySample(other))
            guard common.own >= Self.fewestRecords, readsMany(common.own, for: common.both) else { continue }
            // Without it: every record. With it: the entries of both, and the records that both lead to.
            let without = common.own * Self.recordCost
            let with = common.own + common.other + common.both * Self.recordCost
            guard with * 4 <= without * 3 else { continue }
            decided.formUnion(other.match.served)
            intersections.append(
                EntryIntersection(
                    index: other.match.index, prefix: other.ranges[0].lower, served: other.match.served,
                    conditions: conditions.indices.filter(other.match.served.contains).map { conditions[$0] }))
        }
        return intersections
    }

    /// Whether a query that ends at its limit reads many records, when so many have to be read to find some.
    private func readsMany(_ records: Int, for found: Int) -> Bool {
        guard let limit = specification.limit else { return true }
        let wanted = limit.addingSaturating(specification.offset)
        let (product, overflow) = wanted.multipliedReportingOverflow(by: records)
        return overflow || product >= 4 * Self.fewestRecords * max(found, 1)
    }
}

/// The first of the primary keys that an index leads to, in their order.
private struct KeySample {
    let keys: [[UInt8]]
    /// The last of them, when there are others.
    let end: [UInt8]?

    init(_ probe: IndexProbe) {
        keys = probe.primaryKeys.sorted(by: ByteOrder.precedes)
        end = probe.isWhole ? nil : keys.last
    }

    /// How many there are of each, and of both, from the first of one's own to where the first of the two ends.
    func compared(with other: KeySample) -> (own: Int, other: Int, both: Int) {
        let start = keys.first ?? []
        let end = [end, other.end].compactMap(\.self).min(by: ByteOrder.precedes)
        func counted(_ keys: [[UInt8]]) -> ArraySlice<[UInt8]> {
            keys.drop { ByteOrder.precedes($0, start) }
                .prefix { key in end.map { !ByteOrder.precedes($0, key) } ?? true }
        }
        let (a, b) = (counted(keys), counted(other.keys))
        return (a.count, b.count, Set(a).intersection(b).count)
    }
}
