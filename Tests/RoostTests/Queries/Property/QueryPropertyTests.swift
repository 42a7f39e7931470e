import Foundation
import Roost
import RoostEngineTesting
import Testing

/// Random queries over random records give the same answer under every configuration of indexes as a filter over all
/// records does. `ROOST_QUERY_SEEDS` makes it longer or shorter; each seed runs 60 queries in ten
/// configurations.
@Suite struct QueryPropertyTests {
    private static let seeds = UInt64(ProcessInfo.processInfo.environment["ROOST_QUERY_SEEDS"] ?? "") ?? 42
    private static let queries = 60

    @Test("every configuration of indexes gives the answer of a filter", arguments: 0..<seeds)
    func agrees(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let folder = try TemporaryFolder()
        let db = try Database.open(at: folder.path("store"), tables: QueryItem.configurations)
        defer { try? db.close() }
        let items = (0..<60).map { QueryItem.random(id: $0, using: &generator) }
        for table in QueryItem.configurations { try db.records(in: table).bulkPut(items.shuffled(using: &generator)) }
        for number in 0..<Self.queries {
            let random = RandomQuery(using: &generator)
            let expected = random.answer(from: items)
            for table in QueryItem.configurations {
                let query = db.query(random.query(in: table))
                let text = "seed \(seed), \(table.name): \(random.text)"
                try check(query, expected, random, text)
                if number.isMultiple(of: 5) { try checkOthers(query, expected, random, text) }
            }
        }
    }

    private func check(
        _ query: Request<QueryItem, Database>, _ expected: [QueryItem], _ random: RandomQuery, _ text: String
    ) throws {
        let comment = Comment(rawValue: text)
        let ids = expected.map(\.id)
        func same(_ found: [QueryItem]) -> Bool {
            random.isOrdered ? found == expected : found.sorted { $0.id < $1.id } == expected
        }
        let found = try query.toArray()
        let plan = try query.explain()
        #expect(same(found), "\(text)\n\(plan)\nfound \(found.map(\.id)), expected \(ids)")
        #expect(try query.count() == expected.count, comment)
    }

    private func checkOthers(
        _ query: Request<QueryItem, Database>, _ expected: [QueryItem], _ random: RandomQuery, _ text: String
    ) throws {
        let comment = Comment(rawValue: text)
        let ids = expected.map(\.id)
        let keys = try query.primaryKeys()
        #expect(random.isOrdered ? keys == ids : keys.sorted() == ids, comment)
        #expect(try query.first().map(expected.contains) ?? expected.isEmpty, comment)
        if random.isOrdered {
            #expect(try query.last() == expected.last, comment)
            #expect(try query.keys(\.rank) == expected.map(\.rank), comment)
            let pairs = try query.select(\.score, \.place).toArray()
            #expect(pairs.map(\.0) == expected.map(\.score) && pairs.map(\.1) == expected.map(\.place), comment)
        }
        #expect(try query.min(\.score) == expected.compactMap(\.score).min(), comment)
        #expect(try query.max(\.rank) == expected.map(\.rank).max(), comment)
        #expect(try query.sum(\.rank) == expected.map(\.rank).reduce(0, +), comment)
        #expect(try Set(query.uniqueKeys(\.rank)) == Set(expected.map(\.rank)), comment)
        if !random.hasElementConditions {
            let tags = expected.flatMap { Set($0.tags) }
            let groups = try query.groupedCount(\.tags)
            #expect(groups.map(\.key) == Set(tags).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }, comment)
            #expect(groups.map(\.count).reduce(0, +) == tags.count, comment)
            #expect(try Set(query.uniqueKeys(\.tags)) == Set(tags), comment)
        }
        let groups = try query.groupedCount(\.place)
        #expect(Dictionary(uniqueKeysWithValues: groups.map { ($0.key, $0.count) }) == counts(expected), comment)
    }

    private func counts(_ items: [QueryItem]) -> [String?: Int] {
        items.reduce(into: [:]) { $0[$1.place, default: 0] += 1 }
    }
}
