import Foundation
import Roost
import Testing

/// Records that take over each other's primary keys in one statement, and those that may not.
@Suite struct PrimaryKeyMoveTests {
    private let db: Database

    init() throws { db = try Database.inMemory(tables: StatementItem.tables) }

    private func store(_ ids: ClosedRange<Int> = 1...3) throws -> Records<StatementItem, Database> {
        let records = db[StatementItem.self]
        try records.bulkAdd(ids.map { StatementItem(id: $0, e: $0, f: "f\($0)", note: $0) })
        return records
    }

    /// The keys, and what stands under each.
    private func rows(_ records: Records<StatementItem, Database>) throws -> [[Int]] {
        try records.toArray().map { [$0.id, $0.note] }
    }

    private func failure(_ body: () throws -> Void) throws -> RoostError {
        try #require(throws: RoostError.self) { try body() }
    }

    @Test("keys move by one, up and down, forwards and backwards", arguments: [1, -1], [false, true])
    func shift(by step: Int, isReversed: Bool) throws {
        let records = try store()
        let all = isReversed ? records.all.reverse() : records.all
        #expect(try all.modify { $0.id += step } == 3)
        #expect(try rows(records) == (1...3).map { [$0 + step, $0] })
        #expect(try all.modify(.increment(\.id, by: step)) == 3)
        #expect(try rows(records) == (1...3).map { [$0 + 2 * step, $0] })
        #expect(try records.where(\.e).equals(2).primaryKeys() == [2 + 2 * step])
        #expect(try db.verify().isSound)
    }

    @Test("two records swap their keys, and three rotate theirs") func permutations() throws {
        let records = try store()
        #expect(try records.where(\.id).below(3).modify { $0.id = 3 - $0.id } == 2)
        #expect(try rows(records) == [[1, 2], [2, 1], [3, 3]])
        #expect(try records.all.modify { $0.id = $0.id % 3 + 1 } == 3)
        #expect(try rows(records) == [[1, 3], [2, 2], [3, 1]])
        #expect(try records.orderBy(\.e).primaryKeys() == [3, 2, 1])
        #expect(try db.verify().isSound)
    }

    @Test("keys and unique values change hands together") func withUniqueValues() throws {
        let records = try store()
        #expect(
            try records.all.modify {
                $0.e = $0.id % 3 + 1
                $0.id = $0.id % 3 + 1
            } == 3)
        #expect(try records.toArray().map { [$0.id, $0.e ?? 0, $0.note] } == [[1, 1, 3], [2, 2, 1], [3, 3, 2]])
        #expect(try db.verify().isSound)
    }

    @Test("a key that another record keeps is an error at the position of who wants it", arguments: [false, true])
    func taken(isReversed: Bool) throws {
        let records = try store(1...5)
        let before = try records.toArray()
        let some = records.where(\.id).between(1, 4)
        let error = try failure { _ = try (isReversed ? some.reverse() : some).modify { $0.id += 1 } }
        #expect(error.code == .primaryKeyExists)
        #expect(error.table == "items")
        #expect(error.position == (isReversed ? 0 : 2))
        #expect(error.holder as? Int == 4)
        #expect(error.failures.count == 1)
        #expect(try records.toArray() == before)
        #expect(try db.verify().isSound)
    }

    @Test("of several records that want one key the first gets it") func oneKeyForAll() throws {
        let records = try store()
        let before = try records.toArray()
        let error = try failure { _ = try records.all.modify { $0.id = 7 } }
        #expect(error.code == .primaryKeyExists)
        #expect(error.failures.map(\.position) == [1, 2])
        #expect(try records.toArray() == before)
    }

    @Test("a record that stays keeps its key") func who() throws {
        let records = try store()
        let error = try failure { _ = try records.all.modify { if $0.id == 1 { $0.id = 2 } } }
        #expect(error.failures.map(\.position) == [0])
        #expect(error.holder as? Int == 2)
    }

    @Test("update and upsert move to a free key, and to no other") func singleVerbs() throws {
        let records = try store()
        #expect(try records.update(1) { $0.id = 9 })
        #expect(try records.update(2, .set(\.id, to: 1)))
        #expect(try !records.upsert(StatementItem(id: 3, note: 0)) { $0.id = 2 })
        #expect(try rows(records) == [[1, 2], [2, 3], [9, 1]])
        let error = try failure { _ = try records.update(1) { $0.id = 2 } }
        #expect(error.code == .primaryKeyExists && error.position == nil)
        #expect(throws: RoostError.self) {
            try records.upsert(StatementItem(id: 9, note: 0), update: .set(\.id, to: 2))
        }
        #expect(try rows(records) == [[1, 2], [2, 3], [9, 1]])
        #expect(try db.verify().isSound)
    }

    @Test("an expired record keeps no key") func expired() throws {
        let clock = TestClock()
        let table = StatementItem.tables[2]
        let db = try Database.inMemory(tables: [table], options: clock.options)
        let records = db.records(in: table)
        try records.bulkAdd((1...2).map { StatementItem(id: $0, e: $0, note: $0) })
        try records.put(StatementItem(id: 3, e: 3, note: 3, until: clock.now + 5))
        let error = try failure { _ = try records.where(\.id).below(3).modify { $0.id += 1 } }
        #expect(error.code == .primaryKeyExists && error.position == 1)
        clock.advance(6)
        #expect(
            try records.where(\.id).below(3).modify {
                $0.id += 1
                $0.e = $0.id
            } == 2)
        #expect(try records.toArray().map { [$0.id, $0.e ?? 0, $0.note] } == [[2, 2, 1], [3, 3, 2]])
        #expect(try db.verify().isSound)
    }

    @Test("a time to live goes on in records that move") func timed() throws {
        let clock = TestClock()
        let table = StatementItem.tables[3]
        let db = try Database.inMemory(tables: [table], options: clock.options)
        let records = db.records(in: table)
        try records.put(StatementItem(id: 1, note: 1))
        clock.advance(30)
        try records.put(StatementItem(id: 2, note: 2))
        #expect(try records.all.modify { $0.id = 3 - $0.id } == 2)
        clock.advance(40)
        #expect(try records.toArray().map { [$0.id, $0.note] } == [[1, 2]])
        #expect(try db.verify().isSound)
    }

    @Test("assigned keys move, too, and are not assigned again") func assignedKeys() throws {
        let db = try Database.inMemory(tables: [Note.table])
        let notes = db[Note.self]
        try notes.bulkAdd((1...3).map { Note(text: "\($0)", label: "\($0)") })
        #expect(try notes.all.modify { $0.id = $0.id.map { $0 + 1 } } == 3)
        #expect(try notes.toArray().map(\.text) == ["1", "2", "3"])
        #expect(try notes.all.primaryKeys() == [2, 3, 4])
        #expect(try notes.add(Note(text: "4")) == 5)
        let error = try failure { _ = try notes.all.modify { $0.id = nil } }
        #expect(error.code == .missingPrimaryKey && error.position == 0)
        #expect(try notes.count() == 4)
        #expect(try db.verify().isSound)
    }

    @Test("what a closure reads is the statement's beginning, but for what was changed before the first move")
    func reading() throws {
        _ = try store()
        var counts: [Int] = []
        try db.write { tx in
            let records = tx[StatementItem.self]
            _ = try records.all.modify { item in
                counts.append(try records.count())
                item.id += 1
            }
        }
        #expect(counts == [3, 3, 3])
    }

    @Test("a savepoint undoes moves, and a later statement begins anew") func savepoints() throws {
        let db = try Database.inMemory(tables: StatementItem.tables)
        try db[StatementItem.self].bulkAdd((1...3).map { StatementItem(id: $0, note: $0) })
        try db.write { tx throws in
            let records = tx[StatementItem.self]
            #expect(throws: RoostError.self) { try records.where(\.id).below(3).modify { $0.id += 1 } }
            #expect(try records.all.primaryKeys() == [1, 2, 3])
            #expect(try records.all.modify { $0.id += 1 } == 3)
            #expect(try records.all.primaryKeys() == [2, 3, 4])
        }
        #expect(try db.verify().isSound)
    }
}
