import RoostEngine

/// How a query is run, in words and numbers: what ``Request/explain()`` and `Request.analyze()` return.
///
/// ```
/// airports: index country+elevation- (country = "CH", elevation > 4000), in order
/// ```
public struct QueryPlan: Sendable, CustomStringConvertible {
    /// The table.
    public let table: String
    /// The index that is scanned; nil when the records themselves are, by primary key or all of them.
    public let index: String?
    /// Whether every record of the table is read.
    public let isTableScan: Bool
    /// The conditions the index decides, as in `country = "CH"`.
    public let ranges: [String]
    /// The number of key ranges scanned.
    public let rangeCount: Int
    /// The conditions that are tested on the JSON of each record the index leads to.
    public let residual: [String]
    /// The fields that records are sorted by in memory; empty when the scan comes in order.
    public let sort: [String]
    /// Whether the scan goes from the end.
    public let isReversed: Bool
    /// What the run has read; nil when the query was only explained.
    public let counts: TransactionCounts?

    /// - Parameter showsValues: whether the conditions are shown with their values, and how many ranges those make.
    init(_ plan: Plan, counts: TransactionCounts?, showsValues: Bool = true) {
        table = plan.table.name
        index = plan.index.role == .records ? nil : plan.index.name
        isTableScan = plan.index.role == .records && plan.served.isEmpty
        ranges = plan.served.map(showsValues ? \.text : \.shape)
        rangeCount = showsValues ? plan.ranges.count : 1
        residual = plan.residual.map(showsValues ? \.text : \.shape)
        sort = plan.sort.map(\.name)
        isReversed = plan.direction == .reverse
        self.counts = counts
    }

    /// One line for the plan, one more for the counts of a run.
    public var description: String {
        var text = "\(table): "
        if let index { text += "index \(index)" } else { text += isTableScan ? "table scan" : "primary key" }
        if !ranges.isEmpty { text += " (\(ranges.joined(separator: ", ")))" }
        if rangeCount > 1 { text += " in \(rangeCount) ranges" }
        if isReversed { text += ", backwards" }
        if !residual.isEmpty { text += ", filter (\(residual.joined(separator: ", ")))" }
        if !sort.isEmpty { text += ", sort by \(sort.joined(separator: ", "))" }
        if let counts {
            text += "\n    \(counts.keysRead) keys read, \(counts.recordsRead) records read, "
            text += "\(counts.recordsDecoded) decoded"
        }
        return text
    }
}
