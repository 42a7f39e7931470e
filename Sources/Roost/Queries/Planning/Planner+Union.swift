import RoostEngine

extension Planner {
    /// A plan for alternatives: one for each, taken together; or one scan, where an alternative needs to read every record
    /// anyway.
    static func union(
        of alternatives: [[Condition]], _ specification: QuerySpecification, on table: TableLayout,
        in context: TransactionContext
    ) throws -> Plan {
        var ordered = specification
        // To the last field, so that the order of each alternative is that of all.
        let orderedFields = specification.order.map(\.field)
        ordered.order += table.records.parts.map { OrderTerm($0) }.filter { !orderedFields.contains($0.field) }
        var part = ordered
        part.offset = 0
        part.limit = nil
        part.filters = []
        part.ends = []
        part.wantedFields = nil
        part.continued = nil
        let plans = try alternatives.map {
            try Planner(table: table, specification: part, conditions: $0, context: context).chooseNarrow()
        }
        guard let first = plans.first, !plans.contains(where: \.readsAll) else {
            var plan = try Planner(table: table, specification: ordered, conditions: [], context: context)
                .chooseNarrow()
            plan.alternatives = alternatives
            // Where an alternative has no index at all, it is that one which needs the scan.
            let scans = plans.filter(\.readsAll)
            if scans.allSatisfy({ !$0.passedOver.isEmpty }) { plan.passedOver = scans.flatMap(\.passedOver) }
            return plan
        }
        var plan = first
        plan.needsAll =
            specification.limit != nil || !specification.filters.isEmpty || !specification.ends.isEmpty
        plan.union = plan.needsAll ? plans.map(\.needingAll) : plans
        plan.conditions = []
        plan.served = []
        plan.entryFilter = []
        plan.residual = []
        plan.intersections = []
        plan.isPointLookup = false
        plan.filters = specification.filters
        plan.ends = specification.ends
        plan.order = ordered.order
        plan.sort = []
        plan.offset = specification.offset
        plan.limit = specification.limit
        return plan
    }
}

extension FieldReference {
    /// The field that a component of the primary key reads.
    init(_ part: PartLayout) {
        self.init(
            path: part.path, kind: part.kind, isNullable: false, isEach: false, defaultComponent: part.defaultComponent)
    }
}
