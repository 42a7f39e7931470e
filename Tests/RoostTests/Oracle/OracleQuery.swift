import Roost

/// A random query, as Roost runs it and as a filter over all records.
struct OracleQuery {
    let query: Query<OracleItem>
    let isMatch: (OracleItem) -> Bool
    let text: String
    /// Nil when no order is asked for.
    let order: ((OracleItem, OracleItem) -> Bool)?
    let offset: Int
    let limit: Int?

    static func random(using generator: inout some RandomNumberGenerator) -> OracleQuery {
        var query = Query(OracleItem.self)
        var tests: [(OracleItem) -> Bool] = []
        var texts: [String] = []
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
            let (extended, test, text) = condition(on: query, using: &generator)
            query = extended
            tests.append(test)
            texts.append(text)
        }
        var order: ((OracleItem, OracleItem) -> Bool)?
        switch Int.random(in: 0...5, using: &generator) {
        case 0:
            query = query.orderBy(\.rank, \.id)
            order = { ($0.rank, $0.id) < ($1.rank, $1.id) }
            texts.append("orderBy rank,id")
        case 1:
            query = query.orderBy(\.id)
            order = { $0.id < $1.id }
            texts.append("orderBy id")
        case 2:
            query = query.orderBy(\.note, \.rank, \.id)
            order = { ($0.note, $0.rank, $0.id) < ($1.note, $1.rank, $1.id) }
            texts.append("orderBy note,rank,id")
        default: break
        }
        if Bool.random(using: &generator) {
            query = query.reverse()
            if let forward = order { order = { forward($1, $0) } }
            texts.append("reverse")
        }
        var offset = 0
        var limit: Int?
        if order != nil, Bool.random(using: &generator) {
            offset = .random(in: 0...4, using: &generator)
            limit = .random(in: 0...6, using: &generator)
            query = query.offset(offset).limit(limit ?? 0)
            texts.append("offset \(offset) limit \(limit ?? 0)")
        }
        return OracleQuery(
            query: query, isMatch: { item in tests.allSatisfy { $0(item) } }, text: texts.joined(separator: " "),
            order: order, offset: offset, limit: limit)
    }

    func answer(from items: [OracleItem]) -> [OracleItem] {
        var matching = items.filter(isMatch)
        guard let order else { return matching }
        matching.sort(by: order)
        let skipped = matching.dropFirst(offset)
        return Array(skipped.prefix(limit ?? skipped.count))
    }

    private static func condition(
        on query: Query<OracleItem>, using generator: inout some RandomNumberGenerator
    ) -> (Query<OracleItem>, (OracleItem) -> Bool, String) {
        let rank = Int.random(in: -3...3, using: &generator)
        let other = Int.random(in: -3...3, using: &generator)
        let id = Int.random(in: -3...20, using: &generator)
        let group = (OracleItem.groups.randomElement(using: &generator) ?? nil) ?? "a"
        let tag = OracleItem.allTags.randomElement(using: &generator) ?? "x"
        let prefix = ["", "b", "k", "c"].randomElement(using: &generator) ?? ""
        switch Int.random(in: 0...15, using: &generator) {
        case 0: return (query.where(\.group).equals(group), { $0.group == group }, "group equals \(group)")
        case 1: return (query.where(\.group).isNil(), { $0.group == nil }, "group is nil")
        case 2: return (query.where(\.rank).above(rank), { $0.rank > rank }, "rank above \(rank)")
        case 3: return (query.where(\.rank).belowOrEqual(rank), { $0.rank <= rank }, "rank at most \(rank)")
        case 4:
            return (
                query.where(\.rank).between(rank, other), { $0.rank >= rank && $0.rank < other },
                "rank between \(rank) \(other)"
            )
        case 5:
            return (
                query.where(\.rank).anyOf(rank, other), { $0.rank == rank || $0.rank == other },
                "rank any of \(rank) \(other)"
            )
        case 6: return (query.where(\.tags).equals(tag), { $0.tags.contains(tag) }, "tags has \(tag)")
        case 7:
            return (query.where(\.tags).anyOf(tag, "y"), { $0.tags.contains(tag) || $0.tags.contains("y") }, "tags any")
        case 8:
            return (query.where(\.tags).startsWith("x"), { $0.tags.contains { $0.hasPrefix("x") } }, "tags x…")
        case 9:
            return (
                query.where(\.code).startsWith(prefix),
                { item in item.code.map { $0.utf8.starts(with: prefix.utf8) } ?? false }, "code starts \(prefix)"
            )
        case 10: return (query.where(\.score).aboveOrEqual(0), { $0.score >= 0 }, "score at least 0")
        case 11: return (query.where(\.id).between(id, id + 6), { $0.id >= id && $0.id < id + 6 }, "id between \(id)")
        case 12: return (query.where(\.id).equals(id), { $0.id == id }, "id equals \(id)")
        case 13:
            return (
                query.where(\.group, \.rank).equals(group, rank), { $0.group == group && $0.rank == rank },
                "group,rank equals \(group) \(rank)"
            )
        case 14:
            return (
                query.where(\.group).below(group),
                { item in item.group.map { $0.utf8.lexicographicallyPrecedes(group.utf8) } ?? false },
                "group below \(group)"
            )
        default:
            return (
                query.where(\.rank, \.id).aboveOrEqual(rank, id), { ($0.rank, $0.id) >= (rank, id) },
                "rank,id at least \(rank) \(id)"
            )
        }
    }
}
