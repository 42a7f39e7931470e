import RoostEngineTesting
import Testing

@testable import Roost

/// Ranges that hold most entries of a multi-entry index: the records are scanned instead.
@Suite struct WideRangeTests {
    private static let count = 300

    private func database(
        _ shelves: [Shelf], requiresIndex: Bool = false
    ) throws -> Database {
        var options = DatabaseOptions()
        options.requiresIndex = requiresIndex
        let db = try Database.inMemory(tables: [Shelf.table], options: options)
        try db[Shelf.self].bulkPut(shelves)
        return db
    }

    private let all = Query(Shelf.self)

    @Test("most entries are no way to read all records")
    func scan() throws {
        let shelves = (0..<Self.count).map { Shelf($0, low: 9, high: 3) }
        let db = try database(shelves)
        for query in [
            all.where(\.many).startsWith(""), all.where(\.many).startsWith("a"), all.where(\.many).below("z"),
            all.where(\.many).aboveOrEqual(""), all.where(\.many).startsWithAnyOf(["a", "b", "z1"]),
            all.where(\.many).anyOf(Array(Set(shelves.flatMap(\.many)))),
        ] {
            let plan = try db.query(query).explain()
            #expect(plan.isTableScan, "\(plan)")
            #expect(plan.passedOver == ["many"])
            #expect(plan.residual.count == 1)
            let counts = try db.read { tx throws in
                #expect(try tx.query(query).toArray() == shelves)
                return tx.counts
            }
            // Each once, and some to decide.
            #expect(counts.recordsRead <= Self.count + RecordSample.size)
            #expect(counts.keysRead <= Self.count + 2 * 65)
        }
        #expect(
            try db.query(all.where(\.many).startsWith("a")).explain().description
                == #"shelves: table scan instead of index many, filter (many starts with "a")"#)
    }

    @Test("less than half of the entries, or few, are a way")
    func narrow() throws {
        let db = try database((0..<Self.count).map { Shelf($0, low: 4, high: 8) })
        for query in [
            all.where(\.many).startsWith("a"), all.where(\.many).startsWith("z1 "), all.where(\.many).equals("a1 0"),
        ] {
            let plan = try db.query(query).explain()
            #expect(plan.index == "many", "\(plan)")
            #expect(plan.passedOver == [])
        }
        let few = try database((0..<5).map { Shelf($0, low: 4, high: 8) })
        #expect(try few.query(all.where(\.many).startsWith("")).explain().index == "many")
    }

    @Test("what the records of one part of the table are like decides nothing", arguments: [false, true])
    func skewed(isWide: Bool) throws {
        // The first tenth, or all but that.
        let db = try database(
            (0..<2_000).map { ($0 < 200) == isWide ? Shelf($0, low: 0, high: 6) : Shelf($0, low: 6, high: 0) })
        #expect(try db.query(all.where(\.many).startsWith("a")).explain().isTableScan == isWide)
    }

    @Test("another index that serves the query is taken before the table is scanned")
    func other() throws {
        let shelves = (0..<Self.count).map { Shelf($0, low: 9, high: 3) }
        let db = try database(shelves)
        let query = all.where(\.many).startsWith("").where(\.group).above(4)
        let plan = try db.query(query).explain()
        #expect(plan.index == "group")
        #expect(plan.passedOver == ["many"] || plan.passedOver == [])
        #expect(Set(try db.query(query).primaryKeys()) == Set(shelves.filter { $0.group > 4 }.map(\.id)))
        let ordered = all.where(\.many).startsWith("").orderBy(\.group)
        #expect(
            try db.query(ordered).primaryKeys() == shelves.sorted { ($0.group, $0.id) < ($1.group, $1.id) }.map(\.id))
    }

    @Test("the elements themselves are still read from the index")
    func elements() throws {
        let shelves = (0..<Self.count).map { Shelf($0, low: 9, high: 3) }
        let db = try database(shelves)
        let (keys, counts) = try db.read { tx throws in
            (try tx.query(all.where(\.many).startsWith("a")).keys(\.many), tx.counts)
        }
        #expect(keys == shelves.flatMap { Set($0.many.filter { $0.hasPrefix("a") }) }.sorted())
        #expect(counts.recordsRead <= RecordSample.size)
    }

    @Test("an index is there, so that requiring one refuses nothing")
    func required() throws {
        let shelves = (0..<Self.count).map { Shelf($0, low: 9, high: 3) }
        let db = try database(shelves, requiresIndex: true)
        #expect(try db.query(all.where(\.many).startsWith("")).toArray() == shelves)
        #expect(try db.query(all.where(\.many).startsWith("").or(\.group).equals(3)).count() == Self.count)
        expectCode(.indexRequired) { try db.query(all.where(\.many).notEqual("a")).toArray() }
    }

    @Test("an alternative that is a scan makes one scan of all")
    func alternatives() throws {
        let shelves = (0..<Self.count).map { Shelf($0, low: $0 % 3 == 0 ? 0 : 9, high: 3) }
        let db = try database(shelves)
        let query = all.where(\.many).startsWith("a").or(\.group).equals(0)
        let plan = try db.query(query).explain()
        #expect(plan.isTableScan)
        #expect(plan.passedOver == ["many"])
        #expect(try db.query(query).toArray() == shelves.filter { $0.id % 3 != 0 || $0.group == 0 })
    }

    @Test("pages go on as they began, whatever share of the entries is in the range by then", arguments: [false, true])
    func pages(beginsWide: Bool) throws {
        let wide = (0..<Self.count).map { Shelf($0, low: 9, high: 3) }
        let narrow = (0..<Self.count).map { Shelf($0, low: 9, high: 30) }
        let db = try database(beginsWide ? wide : narrow)
        let query = all.where(\.many).startsWith("a")
        let expected = try db.query(query).primaryKeys()
        let first = try db.query(query).page(size: 100)
        try db[Shelf.self].bulkPut(beginsWide ? narrow : wide)
        #expect(try db.query(query).explain().isTableScan == !beginsWide)
        var ids = first.records.map(\.id)
        var next = first.next
        while let token = next {
            let page = try db.query(query).page(after: token, size: 100)
            ids += page.records.map(\.id)
            next = page.next
        }
        #expect(ids == expected)
    }
}
