import RoostEngine

/// How a query will be run: one index, its key ranges, and what is left to do on the records it leads to; or several
/// plans whose answers are taken together.
struct Plan {
    let table: TableLayout
    /// The index that is scanned; the records themselves for a scan by primary key or of the whole table.
    var index: IndexLayout
    /// Full key ranges, sorted ascending and disjoint.
    var ranges: [KeyRange]
    /// Whether each range is one whole key of the records or of a unique index, so that keys are looked up and nothing
    /// is scanned.
    var isPointLookup = false
    var direction: ScanDirection
    /// All conditions of a plan that is not several, in the order of the query.
    var conditions: [Condition] = []
    /// Those the index decides.
    var served: [Condition] = []
    /// The conditions that are tested on the index entries.
    var entryFilter: [Condition] = []
    /// The other indexes in which records must have an entry, too.
    var intersections: [EntryIntersection] = []
    /// The conditions that are tested on the JSON.
    var residual: [Condition] = []
    /// Sets of conditions of which one has to hold, tested on the JSON; none in a query without `or`.
    var alternatives: [[Condition]] = []
    /// The closures over decoded records that run last.
    var filters: [RecordTest] = []
    /// The closures over decoded records, in order, that end the answer.
    var ends: [RecordTest] = []
    /// Plans whose answers are one, by ``order``, each record once; the rest of this plan is then that of the first.
    var union: [Plan] = []
    /// What records come ordered by, before their primary key, when there are several plans or a sort.
    var order: [FieldReference] = []
    /// Fields to sort by in memory; empty when the scan comes in order.
    var sort: [FieldReference] = []
    var isReversed: Bool
    var offset = 0
    var limit: Int?
    /// Whether a limit of the query would not make it hold less: it has one, or all that match are needed whatever it is.
    var needsAll = false

    /// For a multi-entry index: the ranges of the one condition it serves, when a record may have several entries in
    /// them. A record counts once, at its first entry in scan direction.
    var repeatedRanges: [KeyRange]? {
        guard index.role == .each, let condition = served.first else { return nil }
        return condition.arePoints && condition.ranges.count == 1 ? nil : condition.ranges
    }

    /// Whether an entry of the index is a record of the answer, so that records need not be read to know.
    var isDecidedByIndex: Bool {
        residual.isEmpty && alternatives.isEmpty && filters.isEmpty && ends.isEmpty && repeatedRanges == nil
            && union.isEmpty
    }
    /// Whether offset and limit apply to index entries.
    var countsEntries: Bool { isDecidedByIndex && sort.isEmpty }
    /// Whether the answer is the whole table.
    var isWholeTable: Bool {
        isDecidedByIndex && served.isEmpty && entryFilter.isEmpty && index.role != .each && !ranges.isEmpty
    }
    /// Whether every record of the table is read.
    var isTableScan: Bool { readsAll && index.role == .records }
    /// Whether all records, or all entries of an index, are read.
    var readsAll: Bool {
        union.isEmpty && served.isEmpty && !ranges.isEmpty && !entryFilter.contains { $0.fields[0].kind == .folded }
    }
}

extension Plan {
    /// The same plan for at most `count` records.
    func limited(to count: Int) -> Plan {
        var plan = self
        plan.limit = count
        return plan
    }

    /// The same answer from its end.
    var reversed: Plan {
        var plan = self
        plan.direction = direction == .forward ? .reverse : .forward
        plan.isReversed.toggle()
        plan.union = union.map(\.reversed)
        return plan
    }

    /// The same answer in scan order, for terminals that do not show an order.
    var unsorted: Plan {
        guard ends.isEmpty else { return self }
        var plan = self
        plan.sort = []
        return plan
    }

    /// The same answer as one that is taken together from one plan, so that the primary keys are sorted first, and records
    /// read in their order. REQUIRES: several plans, or a sort.
    var asUnion: Plan {
        guard union.isEmpty else {
            var plan = self
            plan.union = union.map(\.needingAll)
            plan.limit = nil
            plan.offset = 0
            return plan.needingAll
        }
        var part = needingAll
        part.sort = []
        part.filters = []
        part.ends = []
        part.offset = 0
        part.limit = nil
        var plan = self
        plan.union = [part]
        plan.order = sort
        plan.sort = []
        plan.offset = 0
        plan.limit = nil
        return plan.needingAll
    }

    /// The same plan for a query that a limit would not help.
    var needingAll: Plan {
        var plan = self
        plan.needsAll = true
        return plan
    }

    /// The same query over the entries of a multi-entry field, when its index alone answers it. Offset and limit count
    /// records, and an order is one of records, so entries cannot answer them.
    ///
    /// - Parameter conditions: those on the elements of the field.
    func entries(of field: FieldReference, matching conditions: [Condition]) -> Plan? {
        guard offset == 0, limit == nil, order.isEmpty, residual.isEmpty, alternatives.isEmpty, filters.isEmpty,
            ends.isEmpty, union.isEmpty, intersections.isEmpty, sort.isEmpty
        else { return nil }
        if index.role == .each {
            return index.parts[0].serves(field, isEach: true) && served == conditions ? self : nil
        }
        guard isWholeTable, conditions.isEmpty,
            let own = table.indexes.first(where: { $0.role == .each && $0.parts[0].serves(field, isEach: true) })
        else { return nil }
        var plan = self
        plan.index = own
        plan.ranges = [KeyRange(prefix: own.prefix)]
        plan.isPointLookup = false
        return plan
    }
}
