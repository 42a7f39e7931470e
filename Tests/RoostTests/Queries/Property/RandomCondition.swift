import Foundation
import Roost

/// One condition, as an operator of a query and as a test of a record.
struct RandomCondition {
    let add: (Query<QueryItem>, _ asAlternative: Bool) -> Query<QueryItem>
    let holds: (QueryItem) -> Bool
    let text: String

    static func random(using generator: inout some RandomNumberGenerator) -> RandomCondition {
        switch Int.random(in: 0...6, using: &generator) {
        case 0: onName(using: &generator)
        case 1: onPlace(using: &generator)
        case 2: onRank(using: &generator)
        case 3: onScore(using: &generator)
        case 4: onPairs(using: &generator)
        default: onTags(using: &generator)
        }
    }

    private static func at<F: QueryField>(
        _ field: FieldPath<QueryItem, F>, _ text: String, _ holds: @escaping (QueryItem) -> Bool,
        _ operation: @escaping (Where<QueryItem, F.Value, Unbound>) -> Query<QueryItem>
    ) -> RandomCondition where F.Root == QueryItem {
        RandomCondition(
            add: { query, asAlternative in operation(asAlternative ? query.or(field) : query.where(field)) },
            holds: holds, text: text)
    }

    /// Full case folding, with Foundation's means: enough for the letters of the test.
    static func folded(_ text: String) -> String {
        text.precomposedStringWithCanonicalMapping.uppercased().lowercased().precomposedStringWithCanonicalMapping
    }

    private static func onName(using generator: inout some RandomNumberGenerator) -> RandomCondition {
        let name = QueryItem.names.randomElement(using: &generator) ?? ""
        let other = QueryItem.names.randomElement(using: &generator) ?? ""
        let bytes = Array(name.utf8)
        let fold = folded(name)
        let folds = [fold, folded(other)]
        switch Int.random(in: 0...8, using: &generator) {
        case 0: return at(\.name, "name = \(name)", { $0.name == name }, { $0.equals(name) })
        case 1: return at(\.name, "name != \(name)", { $0.name != name }, { $0.notEqual(name) })
        case 2:
            return at(
                \.name, "name in \(name), \(other)", { [name, other].contains($0.name) }, { $0.anyOf(name, other) })
        case 3:
            return at(
                \.name, "name in none of \(name), \(other)", { ![name, other].contains($0.name) },
                { $0.noneOf(name, other) })
        case 4:
            return at(\.name, "name starts with \(name)", { $0.name.utf8.starts(with: bytes) }, { $0.startsWith(name) })
        case 5:
            return at(
                \.name, "name starts with any of \(name), \(other)",
                { $0.name.utf8.starts(with: bytes) || $0.name.utf8.starts(with: Array(other.utf8)) },
                { $0.startsWithAnyOf(name, other) })
        case 6:
            return at(\.name, "name = \(name) without case", { folded($0.name) == fold }, { $0.equalsIgnoreCase(name) })
        case 7:
            return at(
                \.name, "name in \(name), \(other) without case", { folds.contains(folded($0.name)) },
                { $0.anyOfIgnoreCase(name, other) })
        default:
            return at(
                \.name, "name starts with \(name), \(other) without case",
                { item in folds.contains { folded(item.name).utf8.starts(with: Array($0.utf8)) } },
                { $0.startsWithAnyOfIgnoreCase(name, other) })
        }
    }

    private static func onPlace(using generator: inout some RandomNumberGenerator) -> RandomCondition {
        let place = QueryItem.places.compactMap(\.self).randomElement(using: &generator) ?? "x"
        switch Int.random(in: 0...6, using: &generator) {
        case 0: return at(\.place, "place is nil", { $0.place == nil }, { $0.isNil() })
        case 1: return at(\.place, "place is not nil", { $0.place != nil }, { $0.isNotNil() })
        case 2: return at(\.place, "place = \(place)", { $0.place == place }, { $0.equals(place) })
        case 3: return at(\.place, "place != \(place)", { $0.place != place }, { $0.notEqual(place) })
        case 4: return at(\.place, "place in none of \(place)", { $0.place != place }, { $0.noneOf(place) })
        case 5:
            return at(
                \.place, "place starts with \(place) without case",
                { $0.place.map { folded($0).hasPrefix(folded(place)) } ?? false }, { $0.startsWithIgnoreCase(place) })
        default:
            return at(
                \.place, "place > \(place)",
                { $0.place.map { place.utf8.lexicographicallyPrecedes($0.utf8) } ?? false }, { $0.above(place) })
        }
    }

    private static func onRank(using generator: inout some RandomNumberGenerator) -> RandomCondition {
        let rank = Int.random(in: -3...3, using: &generator)
        let other = Int.random(in: -3...4, using: &generator)
        let (low, high) = (min(rank, other), max(rank, other))
        switch Int.random(in: 0...6, using: &generator) {
        case 0: return at(\.rank, "rank = \(rank)", { $0.rank == rank }, { $0.equals(rank) })
        case 1:
            return at(
                \.rank, "rank in \(rank), \(other)", { [rank, other].contains($0.rank) }, { $0.anyOf(rank, other) })
        case 2: return at(\.rank, "rank != \(rank)", { $0.rank != rank }, { $0.notEqual(rank) })
        case 3: return at(\.rank, "rank >= \(rank)", { $0.rank >= rank }, { $0.aboveOrEqual(rank) })
        case 4: return at(\.rank, "rank < \(rank)", { $0.rank < rank }, { $0.below(rank) })
        case 5:
            return at(
                \.rank, "rank in \(low)..<\(high) or -2..<0",
                { (low..<high).contains($0.rank) || (-2..<0).contains($0.rank) },
                { $0.inAnyRange([(low, high), (-2, 0)]) })
        default:
            return at(
                \.rank, "rank in \(low)...\(high)", { (low...high).contains($0.rank) },
                { $0.between(low, high, includeUpper: true) })
        }
    }

    private static func onScore(using generator: inout some RandomNumberGenerator) -> RandomCondition {
        let score = QueryItem.scores.compactMap(\.self).randomElement(using: &generator) ?? 0
        switch Int.random(in: 0...3, using: &generator) {
        case 0: return at(\.score, "score = \(score)", { $0.score == score }, { $0.equals(score) })
        case 1: return at(\.score, "score is nil", { $0.score == nil }, { $0.isNil() })
        case 2:
            return at(
                \.score, "score <= \(score)", { $0.score.map { $0 <= score } ?? false }, { $0.belowOrEqual(score) })
        default: return at(\.score, "score in none of \(score)", { $0.score != score }, { $0.noneOf([score]) })
        }
    }

    /// Tuples of two fields, in both orders.
    private static func onPairs(using generator: inout some RandomNumberGenerator) -> RandomCondition {
        let pairs = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
            (
                QueryItem.places.compactMap(\.self).randomElement(using: &generator) ?? "x",
                Int.random(in: -3...3, using: &generator)
            )
        }
        let holds: (QueryItem) -> Bool = { item in pairs.contains { $0.0 == item.place && $0.1 == item.rank } }
        if Bool.random(using: &generator) {
            return RandomCondition(
                add: { ($1 ? $0.or(\.place, \.rank) : $0.where(\.place, \.rank)).anyOf(pairs) }, holds: holds,
                text: "(place, rank) in \(pairs)")
        }
        return RandomCondition(
            add: { query, asAlternative in
                (asAlternative ? query.or(\.rank, \.place) : query.where(\.rank, \.place)).anyOf(
                    pairs.map { ($0.1, $0.0) })
            }, holds: holds, text: "(rank, place) in \(pairs)")
    }

    private static func onTags(using generator: inout some RandomNumberGenerator) -> RandomCondition {
        let tag = QueryItem.allTags.randomElement(using: &generator) ?? "p"
        let other = QueryItem.allTags.randomElement(using: &generator) ?? "q"
        let folds = [folded(tag), folded(other)]
        switch Int.random(in: 0...7, using: &generator) {
        case 5:
            return at(
                \.tags, "tags have \(tag) or \(other) without case",
                { item in item.tags.contains { folds.contains(folded($0)) } }, { $0.anyOfIgnoreCase(tag, other) })
        case 6:
            return at(
                \.tags, "tags start with \(tag.prefix(1)) without case",
                { item in
                    item.tags.contains { folded($0).utf8.starts(with: Array(folded(String(tag.prefix(1))).utf8)) }
                },
                { $0.startsWithIgnoreCase(String(tag.prefix(1))) })
        case 7:
            return at(
                \.tags, "tags above \(tag)",
                { item in item.tags.contains { tag.utf8.lexicographicallyPrecedes($0.utf8) } }, { $0.above(tag) })
        case 0: return at(\.tags, "tags have \(tag)", { $0.tags.contains(tag) }, { $0.equals(tag) })
        case 1:
            return at(
                \.tags, "tags have \(tag) or \(other)", { $0.tags.contains(tag) || $0.tags.contains(other) },
                { $0.anyOf(tag, other) })
        case 2: return at(\.tags, "tags lack \(tag)", { !$0.tags.contains(tag) }, { $0.notEqual(tag) })
        case 3:
            return at(
                \.tags, "tags lack \(tag) and \(other)", { !$0.tags.contains(tag) && !$0.tags.contains(other) },
                { $0.noneOf(tag, other) })
        default:
            return at(
                \.tags, "tags have \(tag) without case", { item in item.tags.contains { folded($0) == folded(tag) } },
                { $0.equalsIgnoreCase(tag) })
        }
    }
}
