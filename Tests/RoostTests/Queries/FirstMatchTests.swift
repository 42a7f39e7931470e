import RoostEngineTesting
import Testing

@testable import Roost

/// Ranges of a multi-entry index in which a record has many entries: it counts once, by its first, and its other entries
/// cost next to nothing.
@Suite struct FirstMatchTests {
    private static let count = 200
    /// What the planner reads of records before it decides.
    private static let sample = 64

    private let db: Database
    /// Four of ten elements are in the range.
    private let shelves = (0..<count).map { Shelf($0, low: 20, high: 30) }

    init() throws {
        db = try Database.inMemory(tables: [Shelf.table])
        try db[Shelf.self].bulkPut(shelves)
    }

    private let low = Query(Shelf.self).where(\.many).startsWith("a")

    private func run<T>(
        in db: Database? = nil, _ body: (ReadTransaction) throws -> T
    ) throws -> (answer: T, counts: TransactionCounts) {
        try (db ?? self.db).read { tx throws in
            let answer = try body(tx)
            return (answer, tx.counts)
        }
    }

    private func check(_ counts: TransactionCounts, times: Int = 1, _ comment: Comment? = nil) {
        #expect(counts.recordsRead <= times * Self.count + Self.sample, comment)
        #expect(counts.elementsRead <= Self.sample * 50, comment)
    }

    @Test("a record is read once, and its elements are not compared, in both directions", arguments: [false, true])
    func once(reverse: Bool) throws {
        let query = reverse ? low.reverse() : low
        #expect(try db.query(query).explain().index == "many")
        let expected = Shelf.byElement(shelves, reverse: reverse) { $0.hasPrefix("a") }
        let (ids, counts) = try run { try $0.query(query).toArray().map(\.id) }
        #expect(ids == expected)
        check(counts)
        let (keys, keyCounts) = try run { try $0.query(query).primaryKeys() }
        #expect(keys == expected)
        check(keyCounts)
        let (number, numberCounts) = try run { try $0.query(query).count() }
        #expect(number == expected.count)
        check(numberCounts)
        let (part, partCounts) = try run { try $0.query(query.offset(50).limit(100)).toArray().map(\.id) }
        #expect(part == Array(expected[50..<150]))
        check(partCounts)
        let (filtered, filteredCounts) = try run {
            try $0.query(query.filter { $0.id % 2 == 0 }).toArray().map(\.id)
        }
        #expect(filtered == expected.filter { $0 % 2 == 0 })
        check(filteredCounts)
        let (last, lastCounts) = try run { try $0.query(query).last()?.id }
        #expect(last == expected.last)
        check(lastCounts)
    }

    @Test("many values and many ranges are no different")
    func severalRanges() throws {
        let values = Set(shelves.flatMap(\.many).filter { $0.hasPrefix("a") })
        let prefixes = (0..<100).map { "a\($0) " }
        let queries = [
            Query(Shelf.self).where(\.many).anyOf(Array(values)),
            Query(Shelf.self).where(\.many).startsWithAnyOf(prefixes),
            Query(Shelf.self).where(\.many).inAnyRange(prefixes.map { ($0, $0 + "~") }),
        ]
        for query in queries {
            #expect(try db.query(query).explain().index == "many")
            for reverse in [false, true] {
                let (ids, counts) = try run { try $0.query(reverse ? query.reverse() : query).primaryKeys() }
                #expect(ids == Shelf.byElement(shelves, reverse: reverse) { $0.hasPrefix("a") })
                check(counts)
            }
        }
    }

    @Test("alternatives are no different")
    func alternatives() throws {
        let query = low.or(\.many).equals("z3 7").or(\.group).equals(2)
        let (ids, counts) = try run { try $0.query(query).primaryKeys() }
        #expect(ids == Array(0..<Self.count))
        check(counts, times: 2)
    }

    @Test("a stream goes on with what it knows")
    func stream() async throws {
        let observer = RecordingObserver()
        var options = DatabaseOptions()
        options.observers = [observer]
        let db = try Database.inMemory(tables: [Shelf.table], options: options)
        try await db[Shelf.self].bulkPut(shelves)
        var ids: [Int] = []
        for try await shelf in db.stream(low) { ids.append(shelf.id) }
        #expect(ids == Shelf.byElement(shelves) { $0.hasPrefix("a") })
        let counts = try #require(observer.queries.last?.counts)
        // What was fetched beyond the end of a chunk is fetched once more.
        check(counts, times: 2)
    }

    @Test("pages read a record once each, whatever their size", arguments: [1, 7, 64, 199, 200, 1_000])
    func pages(size: Int) throws {
        for reverse in [false, true] {
            let query = reverse ? low.reverse() : low
            var ids: [Int] = []
            var token: PageToken?
            repeat {
                let (page, counts) = try run { try $0.query(query).page(after: token, size: size) }
                ids += page.records.map(\.id)
                #expect(page.records.count <= size)
                #expect(counts.recordsRead <= Self.count + Self.sample)
                token = page.next
            } while token != nil
            #expect(ids == Shelf.byElement(shelves, reverse: reverse) { $0.hasPrefix("a") })
        }
    }

    @Test("what takes too much memory to remember is forgotten, and asked again", arguments: [0, 1_000, 4_000, 40_000])
    func forgetting(bytes: Int) throws {
        var options = DatabaseOptions()
        options.sortMemoryBytes = bytes
        let small = try Database.inMemory(tables: [Shelf.table], options: options)
        try small[Shelf.self].bulkPut(shelves)
        for reverse in [false, true] {
            let query = reverse ? low.reverse() : low
            let (ids, _) = try run(in: small) { try $0.query(query).primaryKeys() }
            #expect(ids == Shelf.byElement(shelves, reverse: reverse) { $0.hasPrefix("a") })
        }
    }

    @Test("verbs read a record once to choose it, and see what their transaction wrote")
    func verbs() throws {
        try db.write { tx in
            try tx[Shelf.self].put(Shelf(1_000, low: 20, high: 0))
            try tx[Shelf.self].delete(0)
            let before = tx.counts
            #expect(try tx.query(low).modify { $0.group = 77 } == Self.count)
            // To choose them, and to change them.
            check(tx.counts - before, times: 2)
            #expect(try tx[Shelf.self].where(\.group).equals(77).count() == Self.count)
            #expect(try tx.query(low).delete() == Self.count)
            #expect(try tx.query(low).count() == 0)
        }
    }

    @Test("a record whose array changes writes the entries that differ")
    func differences() throws {
        try db.write { tx in
            try tx[Shelf.self].put(Shelf(5_000, low: 0, high: 1_000))
            let before = tx.counts
            try tx[Shelf.self].update(5_000) { $0.many[500] = "other" }
            #expect((tx.counts - before).indexEntriesWritten == 2)
            try tx[Shelf.self].update(5_000, .append(\.many, "one more"))
            #expect((tx.counts - before).indexEntriesWritten == 3)
        }
    }
}
