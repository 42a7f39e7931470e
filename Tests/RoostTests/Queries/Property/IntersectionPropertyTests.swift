import Foundation
import Roost
import RoostEngineTesting
import Testing

/// Random conditions on several values at once, over records in which values are rare or common, come by or stay away
/// together: whatever the planner makes of them, the answer is that of a filter. `ROOST_QUERY_SEEDS` makes it longer or
/// shorter.
@Suite struct IntersectionPropertyTests {
    private typealias Q = Query<QueryItem>
    private static let seeds = UInt64(ProcessInfo.processInfo.environment["ROOST_QUERY_SEEDS"] ?? "") ?? 6

    @Test("conditions that several indexes decide give the answer of a filter", arguments: 0..<seeds)
    func agrees(seed: UInt64) throws {
        var generator = SeededGenerator(seed: 1_000 + seed)
        let table = QueryItem.rivals
        let folder = try TemporaryFolder()
        let db = try Database.open(at: folder.path("store"), tables: QueryItem.configurations)
        defer { try? db.close() }
        let items = Self.items(using: &generator)
        try db.records(in: table).bulkPut(items)
        var intersections = 0
        for _ in 0..<80 {
            var query = Query(in: table)
            var expected = items
            for _ in 0..<Int.random(in: 2...3, using: &generator) {
                let (narrowed, holds) = Self.narrow(query, using: &generator)
                query = narrowed
                expected = expected.filter(holds)
            }
            let isReversed = Bool.random(using: &generator)
            query = isReversed ? query.orderBy(\.id).reverse() : query.orderBy(\.id)
            if isReversed { expected.reverse() }
            let limit = Int.random(in: 0...200, using: &generator)
            let offset = Int.random(in: 0...3, using: &generator)
            let part = expected.dropFirst(offset).prefix(limit).map(\.id)
            let plan = try db.query(query).explain()
            let text: Comment = "seed \(seed): \(plan)"
            intersections += plan.intersections.count
            #expect(try db.query(query).primaryKeys() == expected.map(\.id), text)
            #expect(try db.query(query).toArray() == expected, text)
            #expect(try db.query(query).count() == expected.count, text)
            #expect(try db.query(query.offset(offset).limit(limit)).toArray().map(\.id) == part, text)
            #expect(try db.query(query).last() == expected.last, text)
        }
        #expect(intersections > 10, "seed \(seed)")
    }

    /// In stretches, each with its own mixture.
    private static func items(using generator: inout some RandomNumberGenerator) -> [QueryItem] {
        var items: [QueryItem] = []
        for stretch in 0..<8 {
            let rank = Int.random(in: 1...6, using: &generator)
            let isRare = Bool.random(using: &generator)
            for number in 0..<150 {
                let id = stretch * 150 + number
                var item = QueryItem.random(id: id, using: &generator)
                item.rank = .random(in: 0..<rank, using: &generator)
                if isRare, number % 37 != 0 { item.tags.removeAll { $0 == "p" } }
                items.append(item)
            }
        }
        return items
    }

    private static func narrow(
        _ query: Query<QueryItem>, using generator: inout some RandomNumberGenerator
    ) -> (Query<QueryItem>, (QueryItem) -> Bool) {
        switch Int.random(in: 0..<5, using: &generator) {
        case 0:
            let name = QueryItem.names.randomElement(using: &generator) ?? ""
            return (query.where(\.name).equals(name), { Array($0.name.unicodeScalars) == Array(name.unicodeScalars) })
        case 1:
            let places = QueryItem.places.shuffled(using: &generator)
            guard let place = places.compactMap(\.self).first else { return (query, { _ in true }) }
            return (query.where(\.place).equals(place), { $0.place == place })
        case 2:
            let rank = Int.random(in: 0..<3, using: &generator)
            return (query.where(\.rank).equals(rank), { $0.rank == rank })
        case 3:
            let rank = Int.random(in: 0..<3, using: &generator)
            return (query.where(\.rank).aboveOrEqual(rank), { $0.rank >= rank })
        default:
            let tag = QueryItem.allTags.randomElement(using: &generator) ?? "p"
            return (query.where(\.tags).equals(tag), { $0.tags.contains(tag) })
        }
    }
}
