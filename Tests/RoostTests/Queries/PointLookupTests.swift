import RoostEngineTesting
import Testing

@testable import Roost

/// Queries for whole keys of the records or of a unique index, which are looked up one by one.
@Suite struct PointLookupTests {
    private func store() throws -> Database {
        let db = try Database.inMemory(tables: [Note.table])
        try db[Note.self].bulkPut(
            (1...20).map { (id: Int) in Note(id: id, text: "t\(id)", label: id.isMultiple(of: 4) ? nil : "l\(id)") })
        return db
    }

    @Test func severalKeysComeInOrderWithoutThoseThatAreMissing() throws {
        let notes = try store()[Note.self]
        #expect(try notes.where(\.id).anyOf([9, 3, 99, 3, 15]).primaryKeys() == [3, 9, 15])
        #expect(try notes.where(\.id).anyOf([9, 3, 99, 15]).reverse().toArray().map(\.id) == [15, 9, 3])
        #expect(try notes.where(\.label).anyOf(["l9", "l3", "none"]).toArray().map(\.id) == [3, 9])
        #expect(try notes.where(\.label).anyOf(["l9", "l3", "l5"]).offset(1).limit(1).primaryKeys() == [5])
        #expect(try notes.where(\.label).anyOf(["l9", "l3"]).keys(\.label) == ["l3", "l9"])
        #expect(try notes.where(\.label).anyOf(["l9", "l3", "none"]).count() == 2)
        #expect(try notes.where(\.label).equals("none").first() == nil)
        #expect(try notes.where(\.id).anyOf([1, 2, 3]).where(\.text).equals("t2").toArray().map(\.id) == [2])
    }

    @Test func nilIsNoWholeKeyOfAUniqueIndex() throws {
        let notes = try store()[Note.self]
        #expect(try notes.where(\.label).isNil().primaryKeys() == [4, 8, 12, 16, 20])
        #expect(try notes.where(\.label).isNil().count() == 5)
        #expect(try notes.where(\.label).isNil().reverse().toArray().map(\.id) == [20, 16, 12, 8, 4])
    }

    @Test func aTransactionFindsWhatItHasWritten() throws {
        let db = try store()
        try db.write { tx throws in
            try tx[Note.self].delete(3)
            try tx[Note.self].put(Note(id: 30, text: "new", label: "l30"))
            #expect(try tx[Note.self].where(\.id).anyOf([3, 5, 30]).primaryKeys() == [5, 30])
            #expect(try tx[Note.self].where(\.label).anyOf(["l3", "l5", "l30"]).toArray().map(\.id) == [30, 5])
            #expect(try tx[Note.self].where(\.label).anyOf(["l3", "l5"]).delete() == 1)
        }
        #expect(try db[Note.self].count() == 19)
        #expect(try db.verify().problems == [])
    }

    @Test func moreKeysThanOneLookUpTakes() throws {
        let db = try Database.inMemory(tables: [Note.table])
        try db[Note.self].bulkPut((1...3_000).map { (id: Int) in Note(id: id, text: "t", label: "l\(id)") })
        let keys = Array(stride(from: 2, through: 4_000, by: 2))
        #expect(try db[Note.self].where(\.id).anyOf(keys).toArray().map(\.id) == Array(keys.prefix(1_500)))
        #expect(try db[Note.self].where(\.id).anyOf(keys).count() == 1_500)
    }
}
