import RoostEngine
import Testing

@testable import Roost

/// Exact numbers of keys and records read and written: a plan that reads more than it must fails here.
@Suite struct CounterTests {
    private func database(_ count: Int) throws -> Database {
        let db = try Database.inMemory(tables: [Counter.table, Airport.table])
        try db[Counter.self].bulkPut((0..<count).map { Counter(name: "n\($0)", value: $0) })
        return db
    }

    private func counts(_ db: Database, _ body: (ReadTransaction) throws -> Void) throws -> TransactionCounts {
        try db.read { tx throws in
            try body(tx)
            return tx.counts
        }
    }

    @Test func aCountOverAnIndexReadsOnlyItsKeys() throws {
        let db = try database(1_000)
        let counts = try counts(db) { tx throws in
            #expect(try tx[Counter.self].where(\.value).between(100, 400).count() == 300)
        }
        #expect(counts.keysRead == 300)
        #expect(counts.recordsRead == 0)
        #expect(counts.recordsDecoded == 0)
    }

    @Test func aCountOfATableReadsOneCounter() throws {
        let db = try database(1_000)
        let counts = try counts(db) { tx throws in #expect(try tx[Counter.self].count() == 1_000) }
        #expect(counts == TransactionCounts())
    }

    @Test func keysAndPrimaryKeysReadNoRecord() throws {
        let db = try database(100)
        let counts = try counts(db) { tx throws in
            #expect(try tx[Counter.self].where(\.value).above(89).keys(\.value) == Array(90..<100))
            #expect(try tx[Counter.self].where(\.value).above(89).primaryKeys().count == 10)
        }
        #expect(counts.keysRead == 20)
        #expect(counts.recordsRead == 0)
    }

    @Test(arguments: [false, true]) func aLimitOnAnIndexReadsNoMoreRecords(isReversed: Bool) throws {
        let db = try database(1_000)
        let counts = try counts(db) { tx throws in
            let query = tx[Counter.self].where(\.value).above(10).orderBy(\.value).limit(10)
            #expect(try (isReversed ? query.reverse() : query).toArray().count == 10)
        }
        #expect(counts.keysRead == 10)
        #expect(counts.recordsRead == 10)
        #expect(counts.recordsDecoded == 10)
    }

    @Test func firstAndLastReadOneRecord() throws {
        let db = try database(1_000)
        let counts = try counts(db) { tx throws in
            #expect(try tx[Counter.self].orderBy(\.value).first()?.value == 0)
            #expect(try tx[Counter.self].orderBy(\.value).last()?.value == 999)
        }
        #expect(counts.keysRead == 2)
        #expect(counts.recordsRead == 2)
    }

    @Test func anOffsetOnAnIndexReadsKeysOnly() throws {
        let db = try database(1_000)
        let counts = try counts(db) { tx throws in
            #expect(
                try tx[Counter.self].orderBy(\.value).offset(500).limit(5).toArray().map(\.value) == Array(500..<505))
        }
        #expect(counts.keysRead == 505)
        #expect(counts.recordsRead == 5)
    }

    @Test func aRejectedRecordIsNotDecoded() throws {
        let db = try Database.inMemory(tables: [Airport.table])
        try db[Airport.self].bulkPut(swissAirports)
        let plan = try db[Airport.self].where(\.country).equals("CH").where(\.size).equals(.large).analyze()
        #expect(plan.counts?.recordsRead == 4)
        #expect(plan.counts?.recordsDecoded == 2)
    }

    @Test func anUpdateOfNoIndexedFieldWritesNoIndexEntry() throws {
        let db = try Database.inMemory(tables: [Airport.table])
        try db[Airport.self].bulkPut(swissAirports)
        let counts = try db.write { tx throws in
            try tx[Airport.self].update("LSZH", .set(\.size, to: .medium))
            return tx.counts
        }
        #expect(counts.indexEntriesWritten == 0)
        #expect(counts.recordsWritten == 1)
        #expect(counts.recordsDecoded == 0)
        let moved = try db.write { tx throws in
            try tx[Airport.self].update("LSZH", .set(\.elevation, to: 1))
            return tx.counts
        }
        #expect(moved.indexEntriesWritten == 4, "two entries go and two come")
    }

    @Test func aCoveredFieldChangesItsEntry() throws {
        let db = try Database.inMemory(tables: [Airport.table])
        try db[Airport.self].bulkPut(swissAirports)
        let counts = try db.write { tx throws in
            try tx[Airport.self].update("LSZH", .set(\.name, to: "Kloten"))
            return tx.counts
        }
        #expect(counts.indexEntriesWritten == 3, "the unique entry moves, the covering one gets another value")
        #expect(try db.verify().isSound)
    }

    @Test func modifyWritesNothingWhenNothingChanges() throws {
        let db = try database(10)
        let counts = try db.write { tx throws in
            #expect(try tx[Counter.self].all.modify { $0.value += 0 } == 10)
            #expect(try tx[Counter.self].update("n1", .set(\.value, to: 1)))
            return tx.counts
        }
        #expect(counts.recordsWritten == 0)
    }

    @Test func clearWritesAHandfulOfKeys() throws {
        let store = try LevelDBStore.inMemory()
        let db = try Database.open(store, path: nil, tables: [Counter.table])
        try db[Counter.self].bulkPut((0..<100_000).map { Counter(name: "n\($0)", value: $0) }, chunkSize: 10_000)
        try db.write { tx throws in
            try tx[Counter.self].clear()
            #expect(tx.context.batch.entryCount <= 4)
        }
        #expect(try db[Counter.self].count() == 0)
        #expect(try db[Counter.self].toArray().isEmpty)
        try db[Counter.self].put(Counter(name: "new", value: 1))
        try db.reclaim()
        #expect(try db[Counter.self].all.primaryKeys() == ["new"])
        let view = try store.makeView()
        let chunk = EntryChunk()
        var keys = 0
        var range = KeyRange.all
        while try view.scan(range, .forward, ScanLimit(), keysOnly: true, into: chunk) == .more || chunk.count > 0 {
            keys += chunk.count
            guard chunk.count > 0 else { break }
            range.lower = [UInt8](chunk.key(at: chunk.count - 1)) + [0]
        }
        view.close()
        #expect(keys < 20, "the cleared keys are gone: \(keys)")
        #expect(try db.verify().isSound)
    }

    @Test func interleavedPutsAndScansStayNearLinear() throws {
        let db = try Database.inMemory(tables: [Counter.table])
        func comparisons(_ count: Int) throws -> Int {
            try db.write { tx throws in
                for number in 0..<count {
                    try tx[Counter.self].put(Counter(name: "n\(number &* 7_919 % count)", value: number))
                    #expect(try tx[Counter.self].orderBy(\.value).last()?.value == number)
                }
                #expect(tx.counts.keysRead == count)
                let comparisons = tx.context.batch.orderComparisons
                try tx[Counter.self].clear()
                return comparisons
            }
        }
        let small = try comparisons(1_000)
        let large = try comparisons(10_000)
        #expect(large < small * 20, "ten times the work took \(large) comparisons after \(small)")
    }
}
