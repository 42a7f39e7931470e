import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

@Suite struct StatisticsTests {
    @Test func statisticsReadOneRowATable() throws {
        let store = try LevelDBStore.inMemory()
        let db = try Database.open(store, path: nil, tables: [Airport.table, Counter.table, Note.table])
        try db[Airport.self].bulkPut(swissAirports)
        try db.reclaim()
        let before = store.callCount
        _ = try db.statistics()
        let after = store.callCount
        #expect(after.gets - before.gets == 3)
        #expect(after.views - before.views == 1)
        #expect(after.scans == before.scans && after.multiGets == before.multiGets && after.commits == before.commits)
    }

    @Test func statisticsAreOfWhatIsStored() throws {
        let store = try ExpiringStore()
        try store.tickets.put(store.ticket(1, in: nil))
        try store.tickets.put(store.ticket(2, in: 5))
        var tickets = try #require(try store.db.statistics().tables.first { $0.name == "tickets" })
        #expect(tickets.records == 2 && tickets.expiring == 1)
        // Table, index, eight bytes of the time, a key of two bytes.
        #expect(tickets.expiryBytes == 12)
        #expect(tickets.indexes.map(\.name) == ["code", "owner", "owner+until", "tags"])
        #expect(tickets.indexes.map(\.entries) == [2, 2, 2, 4])
        // Table, index, "c1" of five bytes; the primary key.
        #expect(tickets.indexes[0].storedBytes == 2 * (2 + 5 + 2))
        store.clock.advance(5)
        #expect(try store.tickets.count() == 1)
        #expect(try store.db.statistics().tables.first { $0.name == "tickets" } == tickets, "it is not swept yet")
        try store.db.sweep()
        tickets = try #require(try store.db.statistics().tables.first { $0.name == "tickets" })
        #expect(tickets.records == 1 && tickets.expiring == 0 && tickets.expiryBytes == 0)
        #expect(tickets.indexes.map(\.entries) == [1, 1, 1, 2])
        try store.tickets.clear()
        tickets = try #require(try store.db.statistics().tables.first { $0.name == "tickets" })
        #expect(tickets.records == 0 && tickets.jsonBytes == 0 && tickets.storedBytes == 0)
        #expect(tickets.indexes.allSatisfy { $0.entries == 0 && $0.storedBytes == 0 })
    }

    /// A row that no record is behind, counted as everything is that stands there.
    @Test func sweepingCountsARowWithoutARecord() throws {
        let engine = try LevelDBStore.inMemory()
        let clock = TestClock()
        let db = try Database.open(engine, path: nil, tables: [Ticket.table], options: clock.options)
        let table = try #require(db.published.current.tables["tickets"])
        let row = try #require(table.expiry).key(1, [0x15, 1].span)
        try engine.commit { batch in
            batch.put(row, [])
            batch.add(table.totalsKey, [0, 0, 0, 1, Int64(row.count)])
        }
        #expect(try db.statistics().tables[0].expiring == 1)
        try db.sweep()
        #expect(try db.statistics().tables[0].expiring == 0)
        #expect(try db.verify().problems == [])
    }

    @Test func anUpdateThatKeepsEverySizeWritesNoCounter() throws {
        let store = try LevelDBStore.inMemory()
        let db = try Database.open(store, path: nil, tables: [Counter.table])
        try db[Counter.self].put(Counter(name: "a", value: 1))
        let row = try #require(db.published.current.tables["counters"]).totalsKey
        try store.commit { $0.delete(row) }
        try db[Counter.self].put(Counter(name: "a", value: 2))
        #expect(try store.value(row) == nil)
    }

    /// Each lane of the row of a table with five indexes, falsified.
    @Test(
        arguments: zip(
            [0, 1, 2, 3, 4, 5, 6, 13, 14],
            [
                "6 records", "bytes of JSON", "bytes of records and overflow chunks", "0 rows in the expiry queue",
                "0 bytes in the expiry queue", "index country+city: 6 entries", "index country+city: ",
                "index elevation: 6 entries", "bytes of entries",
            ]))
    func verifyTellsOfEveryCounter(lane: Int, text: String) throws {
        let store = try LevelDBStore.inMemory()
        let db = try Database.open(store, path: nil, tables: [Airport.table])
        try db[Airport.self].bulkPut(swissAirports)
        #expect(try db.verify().problems == [])
        let row = try #require(db.published.current.tables["airports"]).totalsKey
        try store.commit { $0.add(row, Array(repeating: 0, count: lane) + [1]) }
        let problems = try db.verify().problems
        #expect(problems.count == 1)
        #expect(problems.first?.contains(text) == true, "\(problems) lacks \(text)")
        #expect(problems.first?.contains("the counter says") == true)
    }

    @Test func aRowOfCountersThatIsTooLongOrDamaged() throws {
        let store = try LevelDBStore.inMemory()
        let db = try Database.open(UnclosableStore(store), path: nil, tables: [Counter.table])
        try db[Counter.self].put(Counter(name: "a", value: 1))
        let row = try #require(db.published.current.tables["counters"]).totalsKey
        let sound = try #require(try store.value(row))
        #expect(sound.count == 7 * 8)
        try store.commit { $0.put(row, sound + Array(repeating: 0, count: 16)) }
        #expect(try db.verify().problems == ["table counters: there are counters of more indexes than it has"])
        #expect(try db.statistics().tables[0].indexes.map(\.entries) == [1])
        try store.commit { $0.put(row, sound + [0]) }
        #expect(try db.verify().problems == ["table counters: the row of its counters is damaged"])
        expectCode(.corruption) { try db.statistics() }
        expectCode(.corruption) { try db[Counter.self].count() }
        try db.close()
        expectCode(.corruption) { try Database.open(UnclosableStore(store), path: nil, tables: [Counter.table]) }
        // A short row lacks lanes that are 0.
        try store.commit { $0.put(row, Array(sound.prefix(8))) }
        let short = try Database.open(UnclosableStore(store), path: nil, tables: [Counter.table])
        #expect(try short[Counter.self].count() == 1)
        #expect(try short.statistics().tables[0].storedBytes == 0)
    }
}
