import Foundation
import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

/// Every wrong input is a typed error that names its place, and changes nothing.
@Suite struct BadInputTests {
    private func error(_ body: () throws -> Void) -> RoostError? {
        do {
            try body()
            return nil
        } catch {
            return error as? RoostError
        }
    }

    private func database() throws -> Database {
        let db = try Database.inMemory(tables: [Airport.table, Note.table])
        try db[Airport.self].bulkPut(swissAirports)
        return db
    }

    private func expectUnchanged(_ db: Database) throws {
        #expect(try Set(db[Airport.self].toArray().map(\.icao)) == Set(swissAirports.map(\.icao)))
        #expect(try db.verify().problems == [])
    }

    @Test func aDuplicatePrimaryKey() throws {
        let db = try database()
        let error = error { try db[Airport.self].add(swissAirports[0]) }
        #expect(error?.code == .primaryKeyExists)
        #expect(error?.table == "airports")
        #expect(error?.holder as? String == "LSZH")
        #expect(error.map { "\($0)".contains("LSZH") } == false, "descriptions show no stored values")
        try expectUnchanged(db)
    }

    @Test func aUniqueViolationNamesIndexAndHolder() throws {
        let db = try database()
        let clash = Airport(icao: "XXXX", name: "ZÜRICH", city: nil, country: "CH", elevation: 0)
        for verb in [{ try db[Airport.self].put(clash) }, { try db[Airport.self].add(clash) }] {
            let error = error { _ = try verb() }
            #expect(error?.code == .uniqueViolation)
            #expect(error?.index == "name~")
            #expect(error?.field == "name")
            #expect(error?.holder as? String == "LSZH")
        }
        let updated = self.error { try db[Airport.self].update("LSGG", .set(\.name, to: "bern")) }
        #expect(updated?.code == .uniqueViolation)
        #expect(updated?.holder as? String == "LSZB")
        try expectUnchanged(db)
    }

    @Test func theHolderHasTheTypeOfTheKey() throws {
        let db = try Database.inMemory(tables: [Ranked.table])
        try db[Ranked.self].put(Ranked(rank: .first))
        let error = error { try db[Ranked.self].add(Ranked(rank: .first)) }
        #expect(error?.holder as? Ranked.Rank == .first)
    }

    @Test func aBulkVerbListsEveryFailingPosition() throws {
        let db = try database()
        let records = [
            Airport(icao: "AAAA", name: "free", country: "CH", elevation: 0),
            Airport(icao: "LSZH", name: "taken key", country: "CH", elevation: 0),
            Airport(icao: "BBBB", name: "genÈve", country: "CH", elevation: 0),
            Airport(icao: "CCCC", name: "FREE", country: "CH", elevation: 0),
        ]
        let error = error { try db[Airport.self].bulkAdd(records) }
        #expect(error?.position == 1)
        #expect(error?.failures.map(\.position) == [1, 2, 3])
        #expect(error?.failures.map(\.code) == [.primaryKeyExists, .uniqueViolation, .uniqueViolation])
        try expectUnchanged(db)
        #expect(try db[Airport.self].bulkAdd(records, onConflict: .skip) == ["AAAA"])
        #expect(try db[Airport.self].count() == 7)
        #expect(try db.verify().isSound)
    }

    @Test func anElementThatFailsLeavesNothingForTheNext() throws {
        let db = try Database.inMemory(tables: [Note.table])
        try db[Note.self].bulkAdd([Note(text: "", label: "a"), Note(text: ""), Note(text: "")])
        // The first would have freed the label that the second wants, had it not failed itself.
        let error = error {
            try db[Note.self].bulkUpdate([
                (key: 1, changes: [.set(\.label, to: nil), .set(\.id, to: 4)]),
                (key: 3, changes: [.set(\.label, to: "a")]),
            ])
        }
        #expect(error?.failures.map(\.code) == [.invalidArgument, .uniqueViolation])
        #expect(error?.failures.map(\.position) == [0, 1])
        #expect(try db.verify().isSound)
    }

    @Test func aBulkUpdateOfAPrimaryKey() throws {
        let db = try database()
        let moves: [Change<Airport>] = [.set(\.icao, to: "XXXX")]
        let error = error { try db[Airport.self].bulkUpdate([(key: "LSZH", changes: moves)]) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.table == "airports")
        #expect(error?.field == "icao")
        #expect(error?.position == 0)
        try expectUnchanged(db)
        #expect(try db[Airport.self].bulkUpdate([(key: "LSZH", changes: [.set(\.icao, to: "LSZH")])]) == 1)
        #expect(try db[Airport.self].bulkUpdate([(key: "none", changes: moves)]) == 0)
        try expectUnchanged(db)
    }

    @Test func primaryKeysUpToTheLimitWork() throws {
        // One tag byte and two of terminator beside the text.
        let db = try Database.inMemory(tables: [Counter.table])
        let longest = String(repeating: "k", count: 765)
        try db[Counter.self].put(Counter(name: longest, value: 1))
        #expect(try db[Counter.self].get(longest)?.value == 1)
        #expect(try db[Counter.self].where(\.value).equals(1).primaryKeys() == [longest])
        let error = error { try db[Counter.self].put(Counter(name: longest + "k", value: 2)) }
        #expect(error?.code == .keyTooLong)
        #expect(error?.message.contains("769") == true && error?.message.contains("768") == true)
        expectCode(.keyTooLong) { try db[Counter.self].get(longest + "k") }
        expectCode(.keyTooLong) { try db[Counter.self].delete(longest + "k") }
        #expect(try db[Counter.self].count() == 1)
    }

    @Test func theLongestKeysWorkWithOverflow() throws {
        let db = try Database.inMemory(tables: [LongKeyed.table])
        // One tag byte and two of terminator beside each text.
        let record = LongKeyed(
            id: String(repeating: "k", count: 765), label: String(repeating: "l", count: 1_197),
            body: incompressible(300_000))
        try db[LongKeyed.self].put(record)
        #expect(try db[LongKeyed.self].get(record.id) == record)
        #expect(try db[LongKeyed.self].where(\.label).equals(record.label).toArray() == [record])
        let table = try #require(db.published.current.tables["long keyed"])
        let chunks = try db._read(.view) { context in
            var chunks = 0
            try context.forEachEntry(in: KeyRange(prefix: table.chunkPrefix)) { _, _ in chunks += 1 }
            return chunks
        }
        #expect(chunks > 1, "the record overflows")
        let error = error {
            try db[LongKeyed.self].put(LongKeyed(id: "x", label: record.label + "l", body: record.body))
        }
        #expect(error?.code == .keyTooLong)
        #expect(error?.index == "label")
        #expect(error?.message.contains("1201") == true && error?.message.contains("1200") == true)
        #expect(try db.verify().problems == [])
        #expect(try db[LongKeyed.self].delete(record.id))
        #expect(try db.verify().problems == [])
    }

    @Test func aKeyThatIsNotANumber() throws {
        let db = try database()
        // JSON has no NaN, so the record itself refuses; the query's own value cannot be a key.
        let written = error { try db[Note.self].put(Note(text: "x", size: .nan)) }
        #expect(written?.code == .encodingFailed)
        let asked = error { _ = try db[Note.self].where(\.size).equals(.nan).toArray() }
        #expect(asked?.code == .invalidKey)
        #expect(asked?.table == "notes")
        #expect(asked?.field == "size")
        #expect(try db[Note.self].count() == 0)
    }

    @Test func aMistypedFieldPath() throws {
        let table = Table("typo", fields: Mistyped.Fields(), primaryKey: \Mistyped.Fields.id) { Index($0.value) }
        let db = try Database.inMemory(tables: [table])
        let error = error { try db.records(in: table).put(Mistyped(id: 1, value: 7)) }
        #expect(error?.code == .fieldPathMismatch)
        #expect(error?.field == "valeu")
        #expect(error?.table == "typo")
        try db.records(in: table).put(Mistyped(id: 2, value: nil))
        #expect(try db.records(in: table).count() == 1)
    }

    @Test func aFieldPathToAnotherField() throws {
        let table = Table("swapped", fields: Crossed.Fields(), primaryKey: \Crossed.Fields.id) { Index($0.crossed) }
        let db = try Database.inMemory(tables: [table])
        expectCode(.fieldPathMismatch) { try db.records(in: table).put(Crossed(id: 1, value: 7)) }
        #expect(try db.records(in: table).count() == 0)
    }

    @Test func aValueOfAnotherKindThanDeclared() throws {
        let table = Table("text dates", fields: TextDate.Fields(), primaryKey: \TextDate.Fields.id) { Index($0.date) }
        let db = try Database.inMemory(tables: [table])
        let error = error { try db.records(in: table).put(TextDate(id: 1, date: Date())) }
        #expect(error?.code == .valueMismatch)
        #expect(error?.index == "date")
        #expect(error?.field == "date")
        #expect(try db.records(in: table).count() == 0)
    }

    @Test func aPrimaryKeyThatMayBeNull() throws {
        // An optional one does not compile; a raw value may be optional all the same.
        let error = error { _ = try Database.inMemory(tables: [NullableKey.table]) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.table == "nullable")
        #expect(error?.field == "id")
    }

    @Test func aStoredRecordThatDoesNotDecode() throws {
        let store = try LevelDBStore.inMemory()
        let old = Table("things", fields: OldThing.Fields(), primaryKey: \OldThing.Fields.id)
        let first = try Database.open(UnclosableStore(store), path: nil, tables: [old])
        try first.records(in: old).put(OldThing(id: 1, value: "text"))
        try first.close()
        let new = Table("things", fields: NewThing.Fields(), primaryKey: \NewThing.Fields.id)
        let db = try Database.open(store, path: nil, tables: [new])
        let error = error { _ = try db.records(in: new).get(1) }
        #expect(error?.code == .decodingFailed)
        #expect(error?.table == "things")
        #expect(error?.key as? Int == 1)
        #expect(error?.underlying is DecodingError)
        expectCode(.decodingFailed) { try db.records(in: new).toArray() }
        expectCode(.decodingFailed) { try db.records(in: new).update(1) { $0.value = 2 } }
        #expect(try db.records(in: new).count() == 1)
        #expect(try db.records(in: new).delete(1))
    }

    @Test(arguments: [0, 1, 5]) func aStoredRecordThatIsDamaged(length: Int) throws {
        let store = try LevelDBStore.inMemory()
        let db = try Database.open(UnclosableStore(store), path: nil, tables: [Counter.table])
        try db[Counter.self].put(Counter(name: "a", value: 1))
        let layout = try #require(db.published.current.tables["counters"])
        let batch = WriteBatch()
        batch.put(layout.records.prefix + (try layout.encode("a")), [UInt8]([0x10, 0, 1, 1, 0x7B][..<length]))
        try store.commit(batch, durability: .buffered, readSet: nil)
        let error = error { _ = try db[Counter.self].get("a") }
        #expect(error?.code == .corruptRecord || error?.code == .decodingFailed)
        #expect(error?.table == "counters")
        #expect(error?.key as? String == "a")
        #expect(try db.verify().isSound == false)
    }

    @Test func aRecordThatRefusesToBeEncodedInABulkVerb() throws {
        let table = Table("moody", fields: Moody.Fields(), primaryKey: \Moody.Fields.id)
        let db = try Database.inMemory(tables: [table])
        let error = error { try db.records(in: table).bulkPut((1...5).map { Moody(id: $0, refuses: $0 == 3) }) }
        #expect(error?.code == .encodingFailed)
        #expect(error?.position == 2)
        #expect(error?.table == "moody")
        #expect(error?.underlying is Moody.Refusal)
        #expect(try db.records(in: table).count() == 0)
    }

    @Test func anUndeclaredTable() throws {
        let db = try Database.inMemory(tables: [Counter.table])
        let error = error { _ = try db[Note.self].count() }
        #expect(error?.code == .tableNotDeclared)
        #expect(error?.table == "notes")
        expectCode(.tableNotDeclared) {
            try db.records(in: Counter.table.named("other")).put(Counter(name: "a", value: 1))
        }
        expectCode(.tableNotDeclared) { try db.query(Query(Note.self)).toArray() }
    }

    @Test func anotherDeclarationUnderAStoredName() throws {
        let db = try Database.inMemory(tables: [Counter.table])
        let other = Table("counters", fields: Counter.Fields(), primaryKey: \Counter.Fields.name)
        expectCode(.tableNotDeclared) { try db.records(in: other).put(Counter(name: "a", value: 1)) }
        expectCode(.tableNotDeclared) { try db.records(in: other).get("a") }
        let same = Table("counters", fields: Counter.Fields(), primaryKey: \Counter.Fields.name) { Index($0.value) }
        try db.records(in: same).put(Counter(name: "a", value: 1))
        #expect(try db[Counter.self].get("a")?.value == 1)
    }

    @Test func offsetsAndLimitsOfAnySize() throws {
        let db = try Database.inMemory(tables: [Counter.table])
        try db.write { tx throws in
            try tx[Counter.self].put(Counter(name: "a", value: 1))
            let all = tx[Counter.self].all
            #expect(try all.offset(.max).toArray().isEmpty)
            #expect(try all.offset(.max).limit(.max).count() == 0)
            #expect(try all.limit(.max).toArray().count == 1)
            #expect(try all.offset(0).limit(0).toArray().isEmpty)
            #expect(try tx[Counter.self].where(\.value).above(0).offset(.max).count() == 0)
        }
    }

    @Test func aSumThatDoesNotFit() throws {
        let db = try Database.inMemory(tables: [Counter.table])
        try db[Counter.self].put(Counter(name: "a", value: .max))
        let error = error { try db[Counter.self].update("a", .increment(\.value)) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.field == "value")
        #expect(try db[Counter.self].get("a")?.value == .max)
    }

    @Test func aChunkSizeOfNothing() throws {
        let db = try Database.inMemory(tables: [Counter.table])
        expectCode(.invalidArgument) { try db[Counter.self].bulkPut([Counter(name: "a", value: 1)], chunkSize: 0) }
    }

    @Test func coveredFieldsUpToTheLimit() throws {
        let table = Table("covering", fields: Note.Fields(), autoIncrement: \Note.Fields.id) {
            Index($0.label).covering($0.text)
        }
        let db = try Database.inMemory(tables: [table])
        // One tag byte and two of terminator beside the text.
        let longest = String(repeating: "t", count: (64 << 10) - 3)
        try db.records(in: table).add(Note(text: longest, label: "a"))
        let error = error { try db.records(in: table).add(Note(text: longest + "t", label: "b")) }
        #expect(error?.code == .keyTooLong)
        #expect(error?.index == "label")
        #expect(try db.records(in: table).count() == 1)
        #expect(try db.verify().isSound)
    }

    @Test func noTransactionIsSoLargeThatOnlyTheEngineNotices() throws {
        var options = LevelDBOptions()
        options.limits = StoreLimits(maxBatchBytes: 2_000)
        let db = try Database.open(
            LevelDBStore.inMemory(options: options), path: nil, tables: [Counter.table, Note.table])
        for length in 1..<400 {
            do {
                try db.write { tx in
                    try tx[Counter.self].put(Counter(name: String(repeating: "k", count: length), value: length))
                    try tx[Note.self].add(Note(text: String(repeating: "t", count: 3 * length)))
                }
            } catch RoostError.Code.batchTooLarge {}
        }
        #expect(try db[Counter.self].count() > 100)
        expectCode(.batchTooLarge) {
            try db[Counter.self].bulkPut((0..<40).map { Counter(name: "counter-\($0)", value: $0) })
        }
    }

    @Test func aTransactionBeyondTheLimit() throws {
        var options = LevelDBOptions()
        options.limits = StoreLimits(maxBatchBytes: 10_000)
        let db = try Database.open(
            LevelDBStore.inMemory(options: options), path: nil, tables: [Counter.table])
        let many = (0..<500).map { Counter(name: "counter-\($0)", value: $0) }
        expectCode(.batchTooLarge) { try db[Counter.self].bulkPut(many) }
        #expect(try db[Counter.self].count() == 0)
        var progress: [Int] = []
        #expect(try db[Counter.self].bulkPut(many, chunkSize: 50) { progress.append($0) } == 500)
        #expect(progress == Array(stride(from: 50, through: 500, by: 50)))
        #expect(try db[Counter.self].count() == 500)
    }

    private func incompressible(_ count: Int) -> String {
        var generator = SeededGenerator(seed: 7)
        return String((0..<count).map { _ in "0123456789abcdef".randomElement(using: &generator) ?? "0" })
    }
}
