import Foundation
import Roost
import RoostEngineTesting
import Testing

@Suite struct PageTests {
    private static let items: [QueryItem] = {
        var generator = SeededGenerator(seed: 11)
        return (0..<200).map { QueryItem.random(id: $0, using: &generator) }
    }()

    private struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let query: @Sendable (Query<QueryItem>) -> Query<QueryItem>

        init(_ text: String, _ query: @escaping @Sendable (Query<QueryItem>) -> Query<QueryItem>) {
            testDescription = text
            self.query = query
        }
    }

    private static let cases = [
        Case("all") { $0 },
        Case("backwards") { $0.reverse() },
        Case("range") { $0.where(\.rank).above(-1) },
        Case("values") { $0.where(\.rank).anyOf(2, -1, 0).reverse() },
        Case("keys") { $0.where(\.id).anyOf(3, 190, 17, 42, 500).reverse() },
        Case("order") { $0.orderBy(\.rank, \.id) },
        Case("order backwards") { $0.orderBy(\.score).reverse() },
        Case("text") { $0.orderBy(\.name, \.id).where(\.place).isNotNil() },
        Case("alternatives") { $0.where(\.rank).equals(1).or(\.name).equals("a").or(\.tags).equals("q") },
        Case("alternatives in order") { $0.where(\.rank).equals(1).or(\.score).above(0).orderBy(\.place).reverse() },
        Case("elements") { $0.where(\.tags).anyOf("p", "q", "P") },
        Case("elements backwards") { $0.where(\.tags).startsWith("").reverse() },
        Case("without case") { $0.where(\.name).startsWithAnyOfIgnoreCase("STR", "a") },
        Case("two indexes") { $0.where(\.rank).equals(1).where(\.tags).equals("q") },
        Case("closure") { $0.orderBy(\.rank).filter { $0.id % 3 == 0 } },
        Case("until") { $0.orderBy(\.rank, \.id).until { $0.rank > 1 } },
    ]

    @Test("pages make up the answer, under every configuration of indexes, and so does a stream", arguments: cases)
    private func pages(_ example: Case) async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        for table in QueryItem.configurations {
            var db = try Database.open(at: path, tables: QueryItem.configurations)
            try await db.records(in: table).bulkPut(Self.items)
            let query = example.query(Query(in: table))
            let expected = try await db.query(query).toArray()
            for size in [1, 7, 64, 1_000] {
                if size == 1, expected.count > 40 { continue }
                var found: [QueryItem] = []
                var token: PageToken?
                repeat {
                    let page = try await db.query(query).page(after: token, size: size)
                    #expect(page.records.count == size || page.next == nil)
                    found += page.records
                    // As text, as a client would send it.
                    token = page.next.flatMap { PageToken("\($0)") }
                    #expect((token == nil) == (page.next == nil))
                } while token != nil
                #expect(found == expected, "\(table.name), pages of \(size)")
            }
            // Survives reopening.
            if expected.count > 5 {
                let first = try await db.query(query).page(size: 5)
                try await db.close()
                db = try Database.open(at: path, tables: QueryItem.configurations)
                let second = try await db.query(query).page(after: first.next, size: 1_000)
                #expect(first.records + second.records == expected)
            }
            var streamed: [QueryItem] = []
            for try await item in db.stream(query) { streamed.append(item) }
            #expect(streamed == expected, "\(table.name), streamed")
            let some = try await db.query(query.offset(3).limit(40)).toArray()
            var part: [QueryItem] = []
            for try await item in db.stream(query.offset(3).limit(40)) { part.append(item) }
            #expect(part == some, "\(table.name), a part streamed")
            try await db.close()
        }
    }

    @Test("what is written between pages neither repeats nor hides what was there")
    func writesBetween() throws {
        let db = try Database.inMemory(tables: QueryItem.configurations)
        defer { try? db.close() }
        let items = db.records(in: QueryItem.configurations[1])
        try items.bulkPut(Self.items)
        let query = items.orderBy(\.rank, \.id)
        let expected = try query.primaryKeys()
        let first = try query.page(size: 50)
        try items.bulkDelete(first.records.map(\.id))
        try items.bulkPut(
            (1_000..<1_050).map { id in
                QueryItem(id: id, name: "n", place: nil, rank: -10, score: nil, tags: [])
            })
        let second = try query.page(after: first.next, size: 1_000)
        #expect(first.records.map(\.id) + second.records.map(\.id) == expected)
    }

    @Test("tokens of other queries, of other indexes, and damaged ones are refused")
    func refusals() throws {
        let folder = try TemporaryFolder()
        let db = try Database.open(at: folder.path("store"), tables: QueryItem.configurations)
        defer { try? db.close() }
        let items = db.records(in: QueryItem.configurations[1])
        try items.bulkPut(Self.items)
        let token = try #require(try items.where(\.rank).above(0).page(size: 3).next)
        expectCode(.invalidPageToken) { try items.where(\.rank).above(1).page(after: token, size: 3) }
        expectCode(.invalidPageToken) { try items.where(\.rank).above(0).reverse().page(after: token, size: 3) }
        expectCode(.invalidPageToken) { try items.orderBy(\.rank).page(after: token, size: 3) }
        expectCode(.invalidPageToken) {
            try db.records(in: QueryItem.configurations[2]).where(\.rank).above(0).page(after: token, size: 3)
        }
        expectCode(.invalidArgument) { try items.all.page(size: 0) }
        expectCode(.invalidArgument) { try items.all.limit(5).page(size: 2) }
        expectCode(.invalidArgument) { try items.all.offset(5).page(size: 2) }
        let text = "\(token)"
        for position in text.indices {
            var damaged = text
            damaged.replaceSubrange(position...position, with: text[position] == "A" ? "B" : "A")
            // The last character has bits that say nothing.
            #expect(PageToken(damaged) == nil || PageToken(damaged) == token)
        }
        #expect(PageToken("") == nil)
        #expect(PageToken("not a token") == nil)
        #expect(PageToken(String(repeating: "A", count: 100_000)) == nil)
        let coded = try JSONDecoder().decode(PageToken.self, from: JSONEncoder().encode(token))
        #expect(coded == token)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(PageToken.self, from: Data(#""AAAA""#.utf8)) }
    }

    @Test("a stream sees the moment it began, ends with the database, and with its task")
    func streams() async throws {
        let db = try Database.inMemory(tables: QueryItem.configurations)
        let items = db.records(in: QueryItem.configurations[0])
        try await items.bulkPut(Self.items)
        var iterator = items.all.stream().makeAsyncIterator()
        #expect(try await iterator.next()?.id == 0)
        try await items.clear()
        var count = 1
        while try await iterator.next() != nil { count += 1 }
        #expect(count == Self.items.count)
        #expect(try await iterator.next() == nil)

        try await items.bulkPut(Self.items)
        let task = Task {
            var count = 0
            for try await _ in items.all.stream() {
                count += 1
                withUnsafeCurrentTask { $0?.cancel() }
            }
            return count
        }
        await #expect(throws: CancellationError.self) { try await task.value }

        struct Refused: Error {}
        await #expect(throws: Refused.self) {
            for try await _ in items.all.filter({ _ in throw Refused() }).stream() {}
        }

        var open = items.all.stream().makeAsyncIterator()
        _ = try await open.next()
        try await db.close()
        await #expect(throws: RoostError.self) { while try await open.next() != nil {} }
    }
}
