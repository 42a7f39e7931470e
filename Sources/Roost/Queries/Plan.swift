import RoostEngine

/// How a query will be run: one index, its key ranges, and what is left to do on the records it leads to.
struct Plan {
    let table: TableLayout
    /// The index that is scanned; the records themselves for a scan by primary key or of the whole table.
    let index: IndexLayout
    /// Full key ranges, sorted ascending and disjoint.
    let ranges: [KeyRange]
    /// Whether each range is one whole key of the records or of a unique index, so that keys are looked up and nothing
    /// is scanned.
    let isPointLookup: Bool
    let direction: ScanDirection
    /// The conditions the index does not decide, tested on the JSON.
    let residual: [Condition]
    /// The conditions the index decides.
    let served: [Condition]
    /// Fields to sort by in memory; empty when the scan comes in order.
    let sort: [FieldReference]
    let isReversed: Bool
    let offset: Int
    let limit: Int?

    /// For a multi-entry index: the ranges of the one condition it serves, when a record may have several entries in
    /// them. A record counts once, at its first entry in scan direction.
    var repeatedRanges: [KeyRange]? {
        guard index.role == .each, let condition = served.first else { return nil }
        return condition.arePoints && condition.ranges.count == 1 ? nil : condition.ranges
    }

    /// Whether an entry of the index is a record of the answer, so that records need not be read to know.
    var isDecidedByIndex: Bool { residual.isEmpty && repeatedRanges == nil }
    /// Whether offset and limit apply to index entries.
    var countsEntries: Bool { isDecidedByIndex && sort.isEmpty }
    /// Whether the answer is the whole table.
    var isWholeTable: Bool { residual.isEmpty && served.isEmpty && index.role != .each }
}
