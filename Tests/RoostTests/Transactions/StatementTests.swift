import Roost
import Testing

@Suite struct StatementTests {
    private struct Stop: Error {}

    private func database() throws -> Database {
        let db = try Database.inMemory(tables: [Note.table, Counter.table])
        try db[Note.self].bulkAdd([
            Note(text: "one", label: "a"), Note(text: "two", label: "b"), Note(text: "three", label: nil),
        ])
        return db
    }

    @Test func anErrorUndoesTheWholeTransaction() throws {
        let db = try database()
        #expect(throws: Stop.self) {
            try db.write { tx in
                try tx[Note.self].delete(1)
                try tx[Counter.self].put(Counter(name: "x", value: 1))
                throw Stop()
            }
        }
        #expect(try db[Note.self].count() == 3)
        #expect(try db[Counter.self].get("x") == nil)
    }

    @Test func aSavepointUndoesOnlyItself() throws {
        let db = try database()
        try db.write { tx in
            try tx[Counter.self].put(Counter(name: "outer", value: 1))
            #expect(throws: Stop.self) {
                try tx.savepoint { tx in
                    try tx[Counter.self].put(Counter(name: "inner", value: 2))
                    try tx.savepoint { tx in try tx[Note.self].delete(1) }
                    throw Stop()
                }
            }
            try tx.savepoint { tx in try tx[Counter.self].put(Counter(name: "second", value: 3)) }
        }
        #expect(try db[Counter.self].all.primaryKeys() == ["outer", "second"])
        #expect(try db[Note.self].count() == 3)
        #expect(try db.verify().isSound)
    }

    @Test func aFailedVerbLeavesTheTransactionAsItWas() throws {
        let db = try database()
        try db.write { tx in
            expectCode(.uniqueViolation) {
                try tx[Note.self].bulkPut([Note(id: 9, text: "new"), Note(id: 10, text: "clash", label: "a")])
            }
            #expect(try tx[Note.self].count() == 3)
            try tx[Note.self].put(Note(id: 9, text: "later"))
        }
        #expect(try db[Note.self].all.primaryKeys() == [1, 2, 3, 9])
        #expect(try db.verify().isSound)
    }

    @Test func uniqueValuesMaySwapInOneVerb() throws {
        let db = try database()
        try db[Note.self].bulkPut([Note(id: 1, text: "one", label: "b"), Note(id: 2, text: "two", label: "a")])
        #expect(try db[Note.self].where(\.label).equals("a").primaryKeys() == [2])
        #expect(try db[Note.self].where(\.label).equals("b").primaryKeys() == [1])
        #expect(try db.verify().isSound)
    }

    @Test func threeUniqueValuesMayRotateInModify() throws {
        let db = try database()
        try db[Note.self].update(3, .set(\.label, to: "c"))
        let next = ["a": "b", "b": "c", "c": "a"]
        try db[Note.self].all.modify { $0.label = $0.label.flatMap { next[$0] } }
        #expect(try db[Note.self].orderBy(\.id).keys(\.label) == ["b", "c", "a"])
        #expect(try db.verify().isSound)
    }

    @Test func aClaimIsWithdrawnWhenItsRecordChangesAgain() throws {
        let db = try database()
        try db[Note.self].bulkPut([Note(id: 3, text: "x", label: "a"), Note(id: 3, text: "x", label: "z")])
        #expect(try db[Note.self].where(\.label).equals("z").primaryKeys() == [3])
        #expect(try db[Note.self].where(\.label).equals("a").primaryKeys() == [1])
        #expect(try db.verify().isSound)
    }

    @Test func modifyMeetsEachRecordOnce() throws {
        let db = try Database.inMemory(tables: [Counter.table])
        try db[Counter.self].bulkPut((1...3).map { Counter(name: "\($0)", value: $0) })
        #expect(try db[Counter.self].where(\.value).above(0).modify { $0.value += 10 } == 3)
        #expect(try db[Counter.self].orderBy(\.value).keys(\.value) == [11, 12, 13])
    }

    @Test func eachDoesNotSeeWhatItsClosureWrites() throws {
        let db = try Database.inMemory(tables: [Counter.table])
        try db[Counter.self].bulkPut((1...3).map { Counter(name: "\($0)", value: $0) })
        var seen: [Int] = []
        try db.write { tx in
            try tx[Counter.self].all.each { counter in
                seen.append(counter.value)
                try tx[Counter.self].bulkPut([
                    Counter(name: "3", value: 30), Counter(name: counter.name + "x", value: 0),
                ])
            }
        }
        #expect(seen == [1, 2, 3])
        #expect(try db[Counter.self].count() == 6)
    }

    @Test func theClosureOfAVerbMayReadAndNotWrite() throws {
        let db = try database()
        try db.write { tx throws in
            let notes = tx[Note.self]
            expectCode(.reentrant) {
                try notes.all.modify { _ in try tx[Counter.self].put(Counter(name: "x", value: 1)) }
            }
            expectCode(.reentrant) { try notes.update(1) { _ in try notes.clear() } }
            expectCode(.reentrant) { try notes.update(1) { _ in _ = try notes.all.delete() } }
            expectCode(.reentrant) {
                try notes.upsert(Note(id: 1, text: "one")) { _ in
                    try tx.savepoint { tx in _ = try tx[Note.self].update(2, .set(\.text, to: "x")) }
                }
            }
            try notes.all.modify { note in note.text += try "\(notes.count())" }
            #expect(try notes.delete(3), "writing goes on afterwards")
        }
        #expect(try db[Note.self].toArray().map(\.text) == ["one3", "two3"])
        #expect(try db[Counter.self].count() == 0)
        #expect(try db.verify().isSound)
    }

    @Test func aClaimKeepsUpWithTheCoveredFields() throws {
        let table = Table("covering", fields: Note.Fields(), autoIncrement: \Note.Fields.id) {
            Index.unique($0.label).covering($0.text)
        }
        let db = try Database.inMemory(tables: [table])
        let notes = db.records(in: table)
        try notes.bulkPut([Note(id: 1, text: "", label: "u1"), Note(id: 2, text: "", label: "u2")])
        try notes.bulkPut([
            Note(id: 1, text: "x", label: "u2"), Note(id: 1, text: "y", label: "u2"),
            Note(id: 1, text: "y", label: "u5"), Note(id: 2, text: "", label: "u7"),
        ])
        #expect(try notes.where(\.label).equals("u2").count() == 0)
        #expect(try db.verify().problems == [])
        try notes.bulkPut([
            Note(id: 1, text: "a", label: "u7"), Note(id: 1, text: "b", label: "u7"),
            Note(id: 2, text: "", label: "u5"),
        ])
        #expect(try notes.orderBy(\.label).primaryKeys() == [2, 1])
        #expect(try db.verify().problems == [])
    }

    @Test func aReadTransactionSeesOneMoment() throws {
        let db = try database()
        try db.read { tx in
            #expect(try tx[Note.self].count() == 3)
            let thread = try TestThreadBox { try db[Note.self].clear() }
            try thread.join()
            #expect(try tx[Note.self].count() == 3)
            #expect(try tx[Note.self].toArray().count == 3)
            #expect(try tx[Note.self].where(\.label).equals("a").count() == 1)
        }
        #expect(try db[Note.self].count() == 0)
    }

    @Test func theCommitSequenceGrowsByOne() throws {
        let db = try database()
        let first = try db.write { tx in
            try tx[Counter.self].put(Counter(name: "a", value: 1))
            return tx.commitSequence
        }
        #expect(throws: Stop.self) {
            try db.write { tx in
                try tx[Counter.self].delete("a"); throw Stop()
            }
        }
        try db[Counter.self].put(Counter(name: "b", value: 1))
        #expect(try db[Counter.self].revision(of: "a") == first)
        #expect(try db[Counter.self].revision(of: "b") == first + 1)
    }
}
