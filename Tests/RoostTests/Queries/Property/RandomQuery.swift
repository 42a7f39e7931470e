import Foundation
import Roost

/// A random query, as Roost runs it and as a filter over all records.
struct RandomQuery {
    private var conditions: [RandomCondition] = []
    /// Whether each condition is an alternative to everything before it.
    private var isAlternative: [Bool] = []
    private var order: Order?
    private var isReversed = false
    private var offset = 0
    private var limit: Int?
    private var hasFilter = false

    private enum Order: CaseIterable {
        case id, rank, place, score, name, mixed, folded
    }

    init(using generator: inout some RandomNumberGenerator) {
        for number in 0..<Int.random(in: 0...3, using: &generator) {
            conditions.append(.random(using: &generator))
            isAlternative.append(number > 0 && Int.random(in: 0...2, using: &generator) == 0)
        }
        order = Int.random(in: 0...2, using: &generator) == 0 ? nil : Order.allCases.randomElement(using: &generator)
        isReversed = Bool.random(using: &generator)
        hasFilter = Int.random(in: 0...5, using: &generator) == 0
        if order != nil, Bool.random(using: &generator) {
            offset = .random(in: 0...4, using: &generator)
            limit = .random(in: 0...8, using: &generator)
        }
    }

    var text: String {
        var text = zip(conditions, isAlternative).map { ($1 ? "or " : "where ") + $0.text }
        if hasFilter { text.append("filter id is even") }
        if let order { text.append("order by \(order)") }
        if isReversed { text.append("reversed") }
        if let limit { text.append("offset \(offset) limit \(limit)") }
        return text.joined(separator: " ")
    }

    /// Whether the elements that the query asks for are not all.
    var hasElementConditions: Bool { conditions.contains { $0.text.hasPrefix("tags") && !$0.text.contains("lack") } }

    /// Whether the order of the answer is known.
    var isOrdered: Bool { order != nil }

    func query(in table: Table<QueryItem, Int>) -> Query<QueryItem> {
        var query = Query(in: table)
        for (condition, isAlternative) in zip(conditions, isAlternative) { query = condition.add(query, isAlternative) }
        if hasFilter { query = query.filter { $0.id.isMultiple(of: 2) } }
        switch order {
        case .id: query = query.orderBy(\.id)
        case .rank: query = query.orderBy(\.rank, \.id)
        case .place: query = query.orderBy(\.place, \.id)
        case .score: query = query.orderBy(\.score, \.rank, \.id)
        case .name: query = query.orderBy(\.name, \.id)
        case .mixed: query = query.orderBy(\.place, \.rank.descending, \.id)
        case .folded: query = query.orderBy(\.name.ignoringCase.descending, \.id)
        case nil: break
        }
        if isReversed { query = query.reverse() }
        if let limit { query = query.offset(offset).limit(limit) }
        return query
    }

    func answer(from items: [QueryItem]) -> [QueryItem] {
        var matching = items.filter { item in
            var holds = true
            for (condition, isAlternative) in zip(conditions, isAlternative) {
                holds = isAlternative ? holds || condition.holds(item) : holds && condition.holds(item)
            }
            return holds && !(hasFilter && !item.id.isMultiple(of: 2))
        }
        guard let order else { return matching }
        matching.sort { isReversed ? Self.precedes($1, $0, order) : Self.precedes($0, $1, order) }
        let skipped = matching.dropFirst(offset)
        return Array(skipped.prefix(limit ?? skipped.count))
    }

    private static func precedes(_ a: QueryItem, _ b: QueryItem, _ order: Order) -> Bool {
        switch order {
        case .id: a.id < b.id
        case .rank: (a.rank, a.id) < (b.rank, b.id)
        case .place:
            text(a.place) == text(b.place) ? a.id < b.id : text(a.place).lexicographicallyPrecedes(text(b.place))
        case .score: (a.score ?? -.infinity, a.rank, a.id) < (b.score ?? -.infinity, b.rank, b.id)
        case .mixed:
            text(a.place) == text(b.place)
                ? (-a.rank, a.id) < (-b.rank, b.id) : text(a.place).lexicographicallyPrecedes(text(b.place))
        case .folded:
            folded(a.name) == folded(b.name)
                ? a.id < b.id : folded(b.name).lexicographicallyPrecedes(folded(a.name))
        case .name: text(a.name) == text(b.name) ? a.id < b.id : text(a.name).lexicographicallyPrecedes(text(b.name))
        }
    }

    private static func folded(_ string: String) -> [UInt8] { Array(RandomCondition.folded(string).utf8) }

    /// Nil before everything.
    private static func text(_ string: String?) -> [UInt8] {
        guard let string else { return [] }
        return [1] + Array(string.utf8)
    }
}
