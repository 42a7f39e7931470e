import Foundation
import Roost

/// A random request, as Roost runs it and as the documentation defines its answer.
struct RandomRequest {
    enum Order: String, CaseIterable {
        case id, age, ageID, place, placeAge, scoreAgeID, name, nameID, ageName, score
    }

    var conditions: [(condition: RequestCondition, isAlternative: Bool)] = []
    var order: Order?
    var isReversed: Bool
    var offset: Int?
    var limit: Int?
    var hasFilter: Bool
    /// The answer ends before the first record with this age.
    var endAge: Int?

    init(using generator: inout some RandomNumberGenerator) {
        for number in 0..<Int.random(in: 0...4, using: &generator) {
            let isAlternative = Int.random(in: 0..<(number == 0 ? 12 : 3), using: &generator) == 0
            conditions.append((.random(using: &generator), isAlternative))
        }
        order = Bool.random(using: &generator) ? Order.allCases.randomElement(using: &generator) : nil
        isReversed = Bool.random(using: &generator)
        if Int.random(in: 0..<3, using: &generator) == 0 { offset = .random(in: 0...5, using: &generator) }
        if Int.random(in: 0..<3, using: &generator) == 0 { limit = .random(in: 0...8, using: &generator) }
        hasFilter = Int.random(in: 0..<8, using: &generator) == 0
        if Int.random(in: 0..<10, using: &generator) == 0 { endAge = .random(in: -2...4, using: &generator) }
    }

    var text: String {
        var texts = conditions.map { ($0.isAlternative ? "or " : "where ") + $0.condition.text }
        if hasFilter { texts.append("filter id is even") }
        if let endAge { texts.append("until age = \(endAge)") }
        if let order { texts.append("order by \(order.rawValue)") }
        if isReversed { texts.append("reversed") }
        if let offset { texts.append("offset \(offset)") }
        if let limit { texts.append("limit \(limit)") }
        return texts.isEmpty ? "all" : texts.joined(separator: ", ")
    }

    /// Whether all records that match are in the answer.
    var isWhole: Bool { (offset ?? 0) == 0 && limit == nil && endAge == nil }
    /// Whether the documentation says in which order records come.
    var hasOrder: Bool { order != nil || conditions.contains { $0.isAlternative } }

    func query(in table: Table<RequestItem, Int>) -> Query<RequestItem> {
        var query = wholeQuery(in: table)
        if let endAge { query = query.until { $0.age == endAge } }
        if let offset { query = query.offset(offset) }
        if let limit { query = query.limit(limit) }
        return query
    }

    /// The query without what takes a part of its answer.
    func wholeQuery(in table: Table<RequestItem, Int>) -> Query<RequestItem> {
        var query = Query(in: table)
        for (condition, isAlternative) in conditions { query = condition.add(query, isAlternative) }
        if hasFilter { query = query.filter { $0.id.isMultiple(of: 2) } }
        query =
            switch order {
            case .id: query.orderBy(\.id)
            case .age: query.orderBy(\.age)
            case .ageID: query.orderBy(\.age, \.id)
            case .place: query.orderBy(\.place)
            case .placeAge: query.orderBy(\.place, \.age)
            case .scoreAgeID: query.orderBy(\.score, \.age, \.id)
            case .name: query.orderBy(\.name)
            case .nameID: query.orderBy(\.name, \.id)
            case .ageName: query.orderBy(\.age, \.name)
            case .score: query.orderBy(\.score)
            case nil: query
            }
        return isReversed ? query.reverse() : query
    }

    func matches(_ item: RequestItem) -> Bool {
        var holds = true
        for (condition, isAlternative) in conditions {
            holds = isAlternative ? holds || condition.holds(item) : holds && condition.holds(item)
        }
        return holds && !(hasFilter && !item.id.isMultiple(of: 2))
    }

    /// Whether records stand in the order asked for. Those with equal values may stand either way, unless it is by primary
    /// key.
    func isOrdered(_ items: [RequestItem]) -> Bool {
        zip(items, items.dropFirst()).allSatisfy { a, b in
            let (first, second) = (sortKey(a), sortKey(b))
            return isReversed ? !first.lexicographicallyPrecedes(second) : !second.lexicographicallyPrecedes(first)
        }
    }

    /// The part of the whole answer that is asked for.
    func part(of whole: [RequestItem]) -> [RequestItem] {
        let end = endAge.flatMap { age in whole.firstIndex { $0.age == age } } ?? whole.endIndex
        let rest = whole[..<end].dropFirst(offset ?? 0)
        return Array(rest.prefix(limit ?? rest.count))
    }

    private func sortKey(_ item: RequestItem) -> [SortValue] {
        let place = item.place.map { SortValue.text(RequestText.bytes($0)) } ?? .null
        let score = item.score.map { SortValue.number($0) } ?? .null
        let name = SortValue.text(RequestText.bytes(item.name))
        let (age, id) = (SortValue.number(Double(item.age)), SortValue.number(Double(item.id)))
        switch order {
        case .id, nil: return [id]
        case .age: return [age]
        case .ageID: return [age, id]
        case .place: return [place]
        case .placeAge: return [place, age]
        case .scoreAgeID: return [score, age, id]
        case .name: return [name]
        case .nameID: return [name, id]
        case .ageName: return [age, name]
        case .score: return [score]
        }
    }
}

extension RandomRequest {
    /// The elements of a record that the request asks for: those that satisfy a condition on them, or all, ascending.
    func tags(of item: RequestItem) -> [String] {
        let tests = conditions.compactMap(\.condition.asksForTag)
        return Set(item.tags).filter { tag in tests.isEmpty || tests.contains { $0(tag) } }.sorted(
            by: RequestText.precedes)
    }

    func marks(of item: RequestItem) -> [Int?] {
        let tests = conditions.compactMap(\.condition.asksForMark)
        return Set(item.marks ?? []).filter { mark in tests.isEmpty || tests.contains { $0(mark) } }
            .sorted { ($0 ?? .min) < ($1 ?? .min) }
    }

    /// The request with less in it, most of all first, for finding the least that fails.
    var smaller: [RandomRequest] {
        var requests: [RandomRequest] = []
        func add(_ change: (inout RandomRequest) -> Void) {
            var request = self
            change(&request)
            requests.append(request)
        }
        for position in conditions.indices { add { $0.conditions.remove(at: position) } }
        if order != nil { add { $0.order = nil } }
        if isReversed { add { $0.isReversed = false } }
        if offset != nil { add { $0.offset = nil } }
        if limit != nil { add { $0.limit = nil } }
        if hasFilter { add { $0.hasFilter = false } }
        if endAge != nil { add { $0.endAge = nil } }
        return requests
    }
}

/// A value of an order: nil before everything.
private enum SortValue: Comparable {
    case null
    case number(Double)
    case text([UInt8])

    static func < (a: SortValue, b: SortValue) -> Bool {
        switch (a, b) {
        case (.null, .null): false
        case (.null, _): true
        case (_, .null): false
        case (.number(let a), .number(let b)): a < b
        case (.text(let a), .text(let b)): a.lexicographicallyPrecedes(b)
        default: false
        }
    }
}
