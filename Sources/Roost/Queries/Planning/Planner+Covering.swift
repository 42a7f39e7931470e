extension Planner {
    /// Another index that leads to the same records in the same order and has all that the terminal wants in its entries,
    /// when the match does not. Only there may what a terminal wants choose the index: an order that was asked for, or not
    /// asked for, is the same for all of them.
    func coveringTwin(of match: IndexMatch) -> IndexMatch? {
        guard specification.wantedFields != nil, !match.coversAnswer, match.narrows || match.direction != nil else {
            return nil
        }
        var twin: IndexMatch?
        for index in table.indexes where twin == nil && index.id != match.index.id {
            forEachMatch(index) { candidate in
                if candidate.coversAnswer, candidate.leadsTheSameWay(as: match, in: table) { twin = candidate }
            }
        }
        return twin
    }
}

extension IndexMatch {
    /// Whether the scans of two matches lead to the same records in the same order.
    fileprivate func leadsTheSameWay(as other: IndexMatch, in table: TableLayout) -> Bool {
        served == other.served && skippingCondition == other.skippingCondition && direction == other.direction
            && elementCondition == other.elementCondition
            && (index.elementPart == nil) == (other.index.elementPart == nil)
            && orderedParts(in: table) == other.orderedParts(in: table)
    }

    /// What the entries of the scan are ordered by, to the primary key. Parts with one value in the whole scan order
    /// nothing.
    private func orderedParts(in table: TableLayout) -> [OrderedPart] {
        let parts = index.parts.dropFirst(fixedParts) + (index.role == .records ? [] : table.records.parts)
        var ordered: [OrderedPart] = []
        var missing = Set(table.records.parts.map(\.path))
        for part in parts where !missing.isEmpty {
            ordered.append(OrderedPart(part))
            missing.remove(part.path)
        }
        return ordered
    }
}

/// What an index is ordered by at one place.
private struct OrderedPart: Equatable {
    let path: JSONPath
    let kind: ComponentKind
    let isEach: Bool
    let isDescending: Bool
    let defaultComponent: [UInt8]?

    init(_ part: PartLayout) {
        path = part.path
        kind = part.kind
        isEach = part.isEach
        isDescending = part.isDescending
        defaultComponent = part.defaultComponent
    }
}
