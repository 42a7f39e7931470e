import RoostEngine

/// A range that holds most entries of a multi-entry index leads to each record by many of them. Reading all records in
/// their own order then costs less than reading them one by one, and less than the entries.
extension Planner {
    /// So few entries are read anyway.
    private static let fewEntries = 64

    /// Chooses a plan, and another one for as long as it would read most entries of a multi-entry index.
    func chooseNarrow() throws -> Plan {
        var passedOver: [Plan] = []
        while true {
            let choice = try choose(insteadOf: passedOver)
            let isNew = !passedOver.contains { $0.scansSameElements(as: choice.plan) }
            guard !choice.isFixed, isNew, try readsMostEntries(choice.plan) else {
                var plan = choice.plan
                plan.passedOver = passedOver
                return plan
            }
            passedOver.append(choice.plan)
        }
    }

    /// Whether a plan reads more than half of the entries of a multi-entry index, by its first entries and a sample of
    /// the records.
    private func readsMostEntries(_ plan: Plan) throws -> Bool {
        // Where another part narrows the range, too, the elements do not tell how much of the index it is.
        guard let condition = plan.repeatedElements, plan.index.elementPart == 0, plan.served == [condition],
            plan.entryFilter.isEmpty, plan.intersections.isEmpty, try readsMany(plan.ranges)
        else { return false }
        let part = plan.index.parts[0]
        var all = 0
        var inside = 0
        try RecordSample(table: table, context: context).forEach { json in
            let elements = Set(try EachComponents.of(part, in: json))
            context.counts.elementsRead += elements.count
            all += elements.count
            inside += elements.count { ComponentRanges.contain(condition.ranges, $0.span) }
        }
        return inside * 2 > all
    }

    /// Whether there are more than a few entries.
    private func readsMany(_ ranges: [KeyRange]) throws -> Bool {
        let chunk = EntryChunk()
        var left = Self.fewEntries
        for range in ranges.prefix(Self.fewEntries) {
            let limit = ScanLimit(entries: left + 1)
            _ = try engine { try context.reader.scan(range, .forward, limit, keysOnly: true, into: chunk) }
            context.counts.keysRead += chunk.count
            left -= chunk.count
            if left < 0 { return true }
        }
        // More of them than were looked at are a reason to look at records.
        return ranges.count > Self.fewEntries
    }
}
