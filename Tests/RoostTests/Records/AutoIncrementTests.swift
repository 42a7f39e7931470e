import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

@Suite struct AutoIncrementTests {
    @Test func keysAreAssignedInOrder() throws {
        let db = try Database.inMemory(tables: [Note.table])
        #expect(try db[Note.self].add(Note(text: "a")) == 1)
        #expect(try db[Note.self].put(Note(text: "b")) == 2)
        #expect(try db[Note.self].bulkPut([Note(text: "c"), Note(id: 10, text: "d"), Note(text: "e")]) == [3, 10, 11])
        #expect(try db[Note.self].get(11)?.id == 11)
        #expect(try db[Note.self].get(11)?.text == "e")
    }

    @Test func keysAreNeverReused() throws {
        let db = try Database.inMemory(tables: [Note.table])
        try db[Note.self].put(Note(id: 200, text: "a"))
        #expect(try db[Note.self].add(Note(text: "b")) == 201)
        try db[Note.self].delete(201)
        #expect(try db[Note.self].add(Note(text: "c")) == 202)
        try db[Note.self].clear()
        #expect(try db[Note.self].add(Note(text: "d")) == 203)
        try db.write { tx throws in
            #expect(try tx[Note.self].add(Note(text: "e")) == 204)
            try tx[Note.self].clear()
            #expect(try tx[Note.self].add(Note(text: "f")) == 205)
        }
    }

    @Test func anUndoneStatementGivesItsKeysBack() throws {
        struct Stop: Error {}
        let db = try Database.inMemory(tables: [Note.table])
        try db.write { tx throws in
            #expect(throws: Stop.self) {
                try tx.savepoint { tx in
                    #expect(try tx[Note.self].add(Note(text: "a")) == 1)
                    throw Stop()
                }
            }
            #expect(try tx[Note.self].add(Note(text: "b")) == 1)
        }
        #expect(try db[Note.self].add(Note(text: "c")) == 2)
    }

    @Test func keysGoOnAfterACleanClose() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        var db = try Database.open(at: path, tables: [Note.table])
        #expect(try db[Note.self].add(Note(text: "a")) == 1)
        try db.close()
        db = try Database.open(at: path, tables: [Note.table])
        #expect(try db[Note.self].add(Note(text: "b")) == 2)
        try db[Note.self].clear()
        try db.close()
        db = try Database.open(at: path, tables: [Note.table])
        #expect(try db[Note.self].add(Note(text: "c")) == 3)
        try db.close()
    }

    @Test func aCrashLeavesAGapAndNoRepeats() throws {
        let engine = UnclosableStore(try LevelDBStore.inMemory())
        var db = try Database.open(engine, path: nil, tables: [Note.table])
        let last = try db[Note.self].bulkAdd((0..<5).map { Note(text: "\($0)") }).last
        #expect(last == 5)
        engine.crash()
        db = try Database.open(engine, path: nil, tables: [Note.table])
        let next = try db[Note.self].add(Note(text: "after"))
        #expect(next > 5 && next <= 1_006, "at most one lease is lost")
    }

    @Test func aLeaseIsSyncedWhateverTheDurability() throws {
        var options = DatabaseOptions()
        options.durability = .none
        let engine = try LevelDBStore.inMemory()
        let db = try Database.open(engine, path: nil, tables: [Note.table], options: options)
        let before = engine.callCount.syncs
        try db[Note.self].add(Note(text: "a"))
        #expect(engine.callCount.syncs == before + 1)
        try db[Note.self].add(Note(text: "b"))
        #expect(engine.callCount.syncs == before + 1)
    }

    @Test func theLastKeyCanBeUsedUp() throws {
        let db = try Database.inMemory(tables: [Note.table])
        try db[Note.self].put(Note(id: Int.max - 1, text: "a"))
        expectCode(.invalidArgument) { try db[Note.self].add(Note(text: "b")) }
        #expect(try db[Note.self].count() == 1)
    }
}
