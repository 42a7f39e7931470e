import Roost
import RoostEngineTesting
import Testing

/// Orders with a direction for each field, without case, and what goes on in them: pages, streams, first and last.
@Suite struct OrderTests {
    private static let tables = [
        QueryItem.unindexed,
        Table("same", fields: QueryItem.Fields(), primaryKey: \QueryItem.Fields.id) {
            Index($0.rank.descending, $0.name.ignoringCase, $0.id)
        },
        Table("opposed", fields: QueryItem.Fields(), primaryKey: \QueryItem.Fields.id) {
            Index($0.rank, $0.name.ignoringCase.descending, $0.id.descending)
        },
        Table("one way", fields: QueryItem.Fields(), primaryKey: \QueryItem.Fields.id) {
            Index($0.rank, $0.name.ignoringCase, $0.id)
        },
    ]
    private let db: Database
    private let items: [QueryItem]

    init() throws {
        var generator = SeededGenerator(seed: 7)
        db = try Database.inMemory(tables: Self.tables)
        items = (0..<120).map { QueryItem.random(id: $0, using: &generator) }
        for table in Self.tables { try db.records(in: table).bulkPut(items) }
    }

    private var expected: [Int] {
        items.sorted { a, b in
            if a.rank != b.rank { return a.rank > b.rank }
            let (x, y) = (RandomCondition.folded(a.name), RandomCondition.folded(b.name))
            return x == y ? a.id < b.id : x.utf8.lexicographicallyPrecedes(y.utf8)
        }.map(\.id)
    }

    private func query(_ table: Int) -> Request<QueryItem, Database> {
        db.records(in: Self.tables[table]).orderBy(\.rank.descending, \.name.ignoringCase, \.id)
    }

    @Test("an index in the same directions, or in all the others, gives the order") func plans() throws {
        #expect(try query(0).explain().sort == ["rank descending", "name without case", "id"])
        #expect(try query(1).explain().description == "same: index rank-+name~+id")
        #expect(try query(2).explain().description == "opposed: index rank+name~-+id-, backwards")
        #expect(try query(3).explain().sort == ["rank descending", "name without case", "id"])
        #expect(try query(1).reverse().explain().description == "same: index rank-+name~+id, backwards")
        #expect(try query(2).reverse().explain().description == "opposed: index rank+name~-+id-")
    }

    @Test("every terminal keeps the order", arguments: 0..<4) func terminals(table: Int) async throws {
        let request = query(table)
        let records = try await request.toArray()
        #expect(records.map(\.id) == expected)
        #expect(try await request.reverse().toArray().map(\.id) == expected.reversed())
        #expect(try await request.primaryKeys() == expected)
        #expect(try await request.offset(7).limit(30).toArray().map(\.id) == Array(expected[7..<37]))
        #expect(try await request.keys(\.rank) == records.map(\.rank))
        let ends = try await db.read { [table] tx throws in
            let query = Query(in: Self.tables[table]).orderBy(\.rank.descending, \.name.ignoringCase, \.id)
            return [try tx.query(query).first()?.id, try tx.query(query).last()?.id]
        }
        #expect(ends == [expected.first, expected.last])
        var streamed: [Int] = []
        for try await item in request.stream() { streamed.append(item.id) }
        #expect(streamed == expected)
    }

    @Test("pages go on in the order, and their tokens belong to it", arguments: 0..<4) func pages(table: Int)
        async throws
    {
        for isReversed in [false, true] {
            let request = isReversed ? query(table).reverse() : query(table)
            var token: PageToken?
            var paged: [Int] = []
            repeat {
                let page = try await request.page(after: token, size: 17)
                paged += page.records.map(\.id)
                token = page.next
            } while token != nil
            #expect(paged == (isReversed ? expected.reversed() : expected))
        }
        let next = try await query(table).page(size: 5).next
        let other = db.records(in: Self.tables[table]).orderBy(\.rank, \.name.ignoringCase, \.id)
        await #expect(throws: RoostError.self) { _ = try await other.page(after: next, size: 5) }
    }

    @Test("alternatives are taken together in the order", arguments: 0..<4) func alternatives(table: Int) async throws {
        let request = query(table).where(\.rank).equals(2).or(\.name).equals("a").or(\.rank).below(0)
        let holds = Set(items.filter { $0.rank == 2 || $0.name == "a" || $0.rank < 0 }.map(\.id))
        let some = expected.filter(holds.contains)
        #expect(try await request.toArray().map(\.id) == some)
        #expect(try await request.limit(5).primaryKeys() == Array(some.prefix(5)))
        #expect(try await request.reverse().limit(5).toArray().map(\.id) == Array(some.reversed().prefix(5)))
    }

    @Test("a descending primary key is an order like any other", arguments: 0..<4) func primaryKey(table: Int)
        async throws
    {
        let all = db.records(in: Self.tables[table])
        #expect(try await all.orderBy(\.id.descending).primaryKeys() == items.map(\.id).reversed())
        let found = try await all.where(\.rank).equals(1).or(\.rank).equals(2).orderBy(\.rank, \.id.descending)
            .toArray()
        let inSwift = items.filter { $0.rank == 1 || $0.rank == 2 }.sorted { ($0.rank, -$0.id) < ($1.rank, -$1.id) }
        #expect(found == inSwift)
        let others = try await all.where(\.rank).equals(1).or(\.name).equals("a").orderBy(\.id.descending).primaryKeys()
        #expect(others == items.filter { $0.rank == 1 || $0.name == "a" }.map(\.id).reversed())
    }
}
