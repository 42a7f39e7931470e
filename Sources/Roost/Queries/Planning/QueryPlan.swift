import RoostEngine

/// How a query is run, in words and numbers: what `explain()` and `Request.analyze()` return.
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
    /// The multi-entry indexes that decide a condition and are not scanned, because that would read more than half of
    /// their entries, and so most records several times.
    public let passedOver: [String]
    /// The conditions the index decides, as in `country = "CH"`.
    public let ranges: [String]
    /// The number of key ranges scanned.
    public let rangeCount: Int
    /// The other indexes that records must be in, too, with the conditions those decide, as in `index city (city = "Bern")`.
    public let intersections: [String]
    /// The conditions that are tested on the entries of the index, before a record is read.
    public let entryFilter: [String]
    /// The conditions that are tested on the JSON of each record the index leads to.
    public let residual: [String]
    /// The number of closures that are called with decoded records.
    public let closureCount: Int
    /// The plans of a query with `or`, whose answers are taken together; empty when one plan answers it.
    public let alternatives: [QueryPlan]
    /// The fields that records are sorted by in memory, as in `year descending`; empty when the scan comes in order.
    public let sort: [String]
    /// Whether the scan goes from the end of the index, where the smallest value of a descending part stands; with a
    /// ``sort``, whether that is from the greatest value down. False where there are ``alternatives``, each of which has
    /// a direction of its own.
    public let isReversed: Bool
    /// What the run has read; nil when the query was only explained.
    public let counts: TransactionCounts?

    /// - Parameter showsValues: whether the conditions are shown with their values, and how many ranges those make.
    init(_ plan: Plan, counts: TransactionCounts?, showsValues: Bool = true) {
        table = plan.table.name
        index = plan.index.role == .records || !plan.union.isEmpty ? nil : plan.index.name
        isTableScan = plan.isTableScan
        passedOver = plan.passedOver.map(\.index.name)
        ranges = plan.served.map(showsValues ? \.text : \.shape)
        rangeCount = showsValues && plan.union.isEmpty ? plan.ranges.count : 1
        intersections = plan.intersections.map { other in
            "index \(other.index.name) (\(other.conditions.map(showsValues ? \.text : \.shape).joined(separator: ", ")))"
        }
        entryFilter = plan.entryFilter.map(showsValues ? \.text : \.shape)
        residual =
            plan.residual.map(showsValues ? \.text : \.shape)
            + (plan.alternatives.isEmpty
                ? []
                : [
                    plan.alternatives.map { $0.map(showsValues ? \.text : \.shape).joined(separator: " and ") }
                        .joined(separator: " or ")
                ])
        closureCount = plan.filters.count + plan.ends.count
        alternatives = plan.union.map { QueryPlan($0, counts: nil, showsValues: showsValues) }
        sort = plan.sort.map(\.text)
        isReversed = plan.direction == .reverse && plan.union.isEmpty
        self.counts = counts
    }

    /// One line for the plan, one more for the counts of a run.
    public var description: String {
        var text = "\(table): "
        if !alternatives.isEmpty {
            let parts = alternatives.map { $0.description.dropFirst(table.count + 2) }
            text += "any of (\(parts.joined(separator: "; ")))"
        } else if let index {
            text += "index \(index)"
        } else {
            text += isTableScan ? "table scan" : ranges.isEmpty ? "nothing" : "primary key"
        }
        if !passedOver.isEmpty { text += " instead of index \(passedOver.joined(separator: ", "))" }
        if !ranges.isEmpty { text += " (\(ranges.joined(separator: ", ")))" }
        if rangeCount > 1 { text += " in \(rangeCount) ranges" }
        if !intersections.isEmpty { text += " and \(intersections.joined(separator: " and "))" }
        // Where records are sorted afterwards, only the direction of that makes a difference.
        if isReversed, sort.isEmpty { text += ", backwards" }
        if !entryFilter.isEmpty { text += ", entries (\(entryFilter.joined(separator: ", ")))" }
        if !residual.isEmpty { text += ", filter (\(residual.joined(separator: ", ")))" }
        if closureCount > 0 { text += closureCount == 1 ? ", a closure" : ", \(closureCount) closures" }
        if !sort.isEmpty {
            text += ", sort \(isReversed ? "backwards " : "")by \(sort.joined(separator: ", "))"
        }
        if let counts {
            text += "\n    \(counts.keysRead) keys read, \(counts.recordsRead) records read, "
            text += "\(counts.recordsDecoded) decoded"
        }
        return text
    }
}
