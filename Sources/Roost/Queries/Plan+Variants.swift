import RoostEngine

extension Plan {
    private func copy(
        index: IndexLayout? = nil, ranges: [KeyRange]? = nil, direction: ScanDirection? = nil,
        sort: [FieldReference]? = nil, isReversed: Bool? = nil, limit: Int?? = nil
    ) -> Plan {
        Plan(
            table: table, index: index ?? self.index, ranges: ranges ?? self.ranges,
            isPointLookup: isPointLookup && index == nil && ranges == nil,
            direction: direction ?? self.direction, residual: residual, served: served, sort: sort ?? self.sort,
            isReversed: isReversed ?? self.isReversed, offset: offset, limit: limit ?? self.limit)
    }

    /// The same plan for at most `count` records.
    func limited(to count: Int) -> Plan {
        copy(limit: .some(count))
    }

    /// The same answer from its end.
    var reversed: Plan {
        copy(direction: direction == .forward ? .reverse : .forward, isReversed: !isReversed)
    }

    /// The same answer in scan order, for terminals that do not show an order.
    var unsorted: Plan {
        copy(sort: [])
    }

    /// The same query over the entries of a multi-entry field, when its index alone answers it. Offset and limit count
    /// records, so entries cannot answer them.
    func entries(of field: FieldReference) -> Plan? {
        guard offset == 0, limit == nil else { return nil }
        if index.role == .each, residual.isEmpty, sort.isEmpty {
            return index.parts[0].serves(field, isEach: true) ? self : nil
        }
        guard isWholeTable, sort.isEmpty,
            let own = table.indexes.first(where: { $0.role == .each && $0.parts[0].serves(field, isEach: true) })
        else { return nil }
        return copy(index: own, ranges: [KeyRange(prefix: own.prefix)])
    }
}
