import RoostEngine

/// What an index can do for a query. Found before any range is built, so that looking at an index costs little.
struct IndexMatch {
    let index: IndexLayout
    /// In a multi-entry index, the condition on elements that leads to its entries, which it decides or for which parts of
    /// it are skipped. Different elements may satisfy different conditions, so that it is one.
    var elementCondition: Int?
    /// The positions of the conditions the index decides.
    var served = SmallSet()
    /// Leading parts whose conditions are single values.
    var equalityParts = 0
    /// Leading parts that have one value in the whole scan.
    var fixedParts = 0
    /// Ranges that the values of the leading parts multiply to.
    var prefixCount = 1
    /// The condition behind them, which is not made of single values.
    var rangeCondition: Int?
    /// A condition without case on the string behind them, for which parts of the index are skipped; it is not decided.
    var skippingCondition: Int?
    /// Whether the entries have everything the answer needs, so that no record is read.
    var coversAnswer = false
    /// The direction in which the scan gives the order asked for; nil when it does not.
    var direction: ScanDirection?

    var isUniqueMatch: Bool {
        (index.role == .unique || index.role == .records) && equalityParts == index.parts.count
    }

    /// Whether it decides everything that another one decides.
    func decides(allOf other: IndexMatch) -> Bool { other.served.isSubset(of: served) }

    /// Whether a plan on a multi-entry index is one of this match.
    func isMatch(of plan: Plan, _ conditions: [Condition]) -> Bool {
        index.elementPart != nil && index.prefix == plan.index.prefix
            && elementCondition.map { conditions[$0] } == plan.repeatedElements
    }

    /// Whether it leads to fewer entries than there are records.
    var narrows: Bool { !served.isEmpty || skippingCondition != nil }

    /// What counts in the choice of an index, besides the conditions it decides.
    struct Criteria {
        /// Whether an order is asked for.
        let needsOrder: Bool
        /// Whether it counts that no record need be read.
        let countsCovering: Bool
    }

    /// Higher is better: a unique match, then more parts with values, a range, the order, an answer without records, the
    /// records themselves, and fewer parts.
    func score(_ criteria: Criteria) -> Int {
        var score = isUniqueMatch ? 1 : 0
        score = score << 6 + min(equalityParts, 63)
        score = score << 2 + (rangeCondition != nil ? 2 : skippingCondition != nil ? 1 : 0)
        score = score << 1 + (criteria.needsOrder && direction != nil ? 1 : 0)
        score = score << 1 + (criteria.countsCovering && coversAnswer && index.role != .records ? 1 : 0)
        score = score << 1 + (index.role == .records ? 1 : 0)
        return score << 6 + (63 - min(index.parts.count, 63))
    }
}

/// A set of positions below 64. A position beyond is never in it.
struct SmallSet: Sendable, Equatable {
    private var bits: UInt64 = 0

    static let capacity = 64

    var isEmpty: Bool { bits == 0 }

    func contains(_ position: Int) -> Bool {
        position < Self.capacity && bits & (1 << UInt64(position)) != 0
    }

    mutating func formUnion(_ other: SmallSet) { bits |= other.bits }

    func isSubset(of other: SmallSet) -> Bool { bits & ~other.bits == 0 }

    /// REQUIRES: a position below ``capacity``.
    mutating func insert(_ position: Int) { bits |= 1 << UInt64(position) }
}
