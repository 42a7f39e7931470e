import Foundation
import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

@Suite struct OpeningTests {
    private func mismatch(_ stored: Table<Counter, String>, _ declared: Table<Counter, String>) throws -> RoostError? {
        let store = try LevelDBStore.inMemory()
        try Database.open(UnclosableStore(store), path: nil, tables: [stored]).close()
        do {
            try Database.open(UnclosableStore(store), path: nil, tables: [declared]).close()
            return nil
        } catch {
            return error as? RoostError
        }
    }

    private func table(
        @IndexBuilder<Counter> _ indexes: (Counter.Fields) -> [Index<Counter>] = { _ in [] }
    ) -> Table<Counter, String> {
        Table("t", fields: Counter.Fields(), primaryKey: \Counter.Fields.name, indexes: indexes)
    }

    @Test func theSameDeclarationsChangeNothing() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        var db = try Database.open(at: path, tables: [Airport.table, Note.table])
        try db[Airport.self].bulkPut(swissAirports)
        let (id, epoch, catalog) = (db.storeID, db.epoch, db.published.current)
        try db.close()
        db = try Database.open(at: path, tables: [Note.table, Airport.table])
        #expect(db.storeID == id)
        #expect(db.epoch == epoch)
        #expect(db.published.current.version == catalog.version)
        #expect(db.published.current.tables.mapValues(\.schema) == catalog.tables.mapValues(\.schema))
        #expect(try db[Airport.self].toArray().count == swissAirports.count)
        #expect(try db.verify().isSound)
        try db.close()
    }

    @Test func tablesThatAreNotDeclaredStay() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        var db = try Database.open(at: path, tables: [Counter.table])
        try db[Counter.self].put(Counter(name: "a", value: 1))
        try db.close()
        db = try Database.open(at: path, tables: [Note.table])
        expectCode(.tableNotDeclared) { try db[Counter.self].count() }
        #expect(try db.statistics().tables.map(\.name) == ["counters", "notes"])
        #expect(try db.verify().records == 1)
        try db.close()
        db = try Database.open(at: path, tables: [Counter.table])
        #expect(try db[Counter.self].get("a")?.value == 1)
        try db.close()
    }

    @Test func severalTablesOfOneRecordType() throws {
        let other = Counter.table.named("others")
        let db = try Database.inMemory(tables: [Counter.table, other])
        try db[Counter.self].put(Counter(name: "a", value: 1))
        try db.records(in: other).put(Counter(name: "a", value: 2))
        #expect(try db[Counter.self].get("a")?.value == 1)
        #expect(try db.records(in: other).get("a")?.value == 2)
        #expect(try db.query(Query(in: other).where(\.value).equals(2)).count() == 1)
    }

    @Test func anotherNameIsNoOtherIndex() throws {
        #expect(try mismatch(table { Index($0.value) }, table { Index($0.value, name: "by value") }) == nil)
    }

    @Test func aDifferenceIsNamed() throws {
        let plain = table { Index($0.value) }
        let cases: [(Table<Counter, String>, Table<Counter, String>, String)] = [
            (table(), plain, "declared but not stored"),
            (plain, table(), "stored but not declared"),
            (plain, table { Index.unique($0.value) }, "unique (value int64)"),
            (plain, table { Index($0.value.descending) }, "value int64 descending"),
            (plain, table { Index($0.value, $0.name) }, "value int64, name string"),
            (plain, table { Index($0.value).covering($0.name) }, "covering (name string)"),
            (
                plain, table { Index.unique($0.value) },
                "declared as unique (value int64) and stored as plain (value int64)"
            ),
        ]
        for (stored, declared, text) in cases {
            let error = try mismatch(stored, declared)
            #expect(error?.code == .schemaMismatch)
            #expect(error?.table == "t")
            #expect(error?.index != nil)
            #expect(error?.field == "value" || error?.field == "name")
            #expect(error?.message.contains(text) == true, "\(error?.message ?? "no error") lacks \(text)")
        }
        let store = try LevelDBStore.inMemory()
        try Database.open(UnclosableStore(store), path: nil, tables: [Note.table.named("t")]).close()
        let declared = Table("t", fields: Counter.Fields(), primaryKey: \Counter.Fields.name)
        #expect(throws: RoostError.self) { try Database.open(store, path: nil, tables: [declared]) }
    }

    /// Defaults are values, which no error shows.
    @Test func anotherDefaultIsADifference() throws {
        var stored = table { Index($0.value) }.definition.schema
        var declared = stored
        stored.indexes[0].parts[0].defaultComponent = [0x15, 1]
        declared.indexes[0].parts[0].defaultComponent = [0x15, 2]
        let error = try #require(SchemaDifference.describe(declared: declared, stored: stored))
        #expect(error.message.contains("value int64 with default"))
        #expect(error.message.contains("value int64 with another default"))
        #expect(error.field == "value")
    }

    /// The way that the error describes.
    @Test func aChangedDeclarationIsReachedByCopying() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        let old = table { Index($0.value) }
        let counters = (1...2_500).map { Counter(name: "\($0)", value: $0) }
        var db = try Database.open(at: path, tables: [old])
        try db.records(in: old).bulkPut(counters)
        try db.close()
        let changed = table { Index.unique($0.value) }
        let refusal = #expect(throws: RoostError.self) { try Database.open(at: path, tables: [changed]) }
        let remedy = try #require(refusal?.remedy)
        for step in [
            "let old = Table(\"t\", …)", "let new = Table(\"t2\", …)", "Database.open(at: path, tables: [old, new])",
            "db.records(in: new).bulkPut(db.records(in: old).toArray(), chunkSize: 1_000)",
            "db.records(in: old).clear()",
        ] { #expect(remedy.contains(step), "\(remedy) lacks \(step)") }

        let new = changed.named("t2")
        db = try Database.open(at: path, tables: [old, new])
        try db.records(in: new).bulkPut(db.records(in: old).toArray(), chunkSize: 1_000)
        try db.records(in: old).clear()
        try db.close()
        db = try Database.open(at: path, tables: [new])
        #expect(try db.records(in: new).orderBy(\.value).toArray() == counters)
        #expect(try db.verify().problems == [])
        try db.close()
    }

    @Test func aBadDeclarationIsAnError() throws {
        expectCode(.invalidArgument) { try Database.inMemory(tables: [Counter.table, Counter.table]) }
        expectCode(.invalidArgument) { try Database.inMemory(tables: [Counter.table.named("")]) }
        expectCode(.invalidArgument) {
            try Database.inMemory(tables: [
                self.table {
                    Index($0.value); Index($0.value, name: "again")
                }
            ])
        }
        expectCode(.invalidArgument) {
            try Database.inMemory(tables: [
                self.table {
                    Index($0.value, name: "x"); Index($0.name, name: "x")
                }
            ])
        }
        expectCode(.invalidArgument) { try Database.inMemory(tables: [self.table { _ in Index(name: "empty") }]) }
    }

    @Test func optionsThatNoEngineCouldWorkWith() throws {
        for change in [
            { (options: inout DatabaseOptions) in options.readerThreads = 0 },
            { $0.readerThreads = .max }, { $0.bloomBitsPerKey = .max }, { $0.bloomBitsPerKey = -1 },
            { $0.writeBufferBytes = 0 }, { $0.blockCacheBytes = -1 }, { $0.maxFileBytes = .max },
            { $0.durability = .interval(milliseconds: -1) },
        ] as [(inout DatabaseOptions) -> Void] {
            var options = DatabaseOptions()
            change(&options)
            expectCode(.invalidArgument) { try Database.inMemory(tables: [], options: options) }
        }
    }

    @Test func aCatalogRowThatContradictsItself() throws {
        let store = try LevelDBStore.inMemory()
        try Database.open(UnclosableStore(store), path: nil, tables: [Airport.table]).close()
        var schema = Airport.table.definition.schema
        schema.indexes[1] = schema.indexes[0]
        let batch = WriteBatch()
        batch.put(SystemKeys.tableRow("airports"), try Catalog.row(schema))
        try store.commit(batch, durability: .buffered, readSet: nil)
        expectCode(.corruption) { try Database.open(UnclosableStore(store), path: nil, tables: [Airport.table]) }
    }

    @Test func aNewerFormatIsRefused() throws {
        let store = try LevelDBStore.inMemory()
        try Database.open(UnclosableStore(store), path: nil, tables: []).close()
        let batch = WriteBatch()
        var header = StoreHeader(storeID: UUID(), epoch: 1, isClean: true).bytes
        header[0] = StoreHeader.currentFormat + 1
        batch.put(SystemKeys.header, header)
        try store.commit(batch, durability: .buffered, readSet: nil)
        expectCode(.unsupportedFormat) { try Database.open(UnclosableStore(store), path: nil, tables: []) }
    }

    @Test(arguments: [0, 1, 25, 27]) func aDamagedHeaderIsCorruption(length: Int) throws {
        let store = try LevelDBStore.inMemory()
        let batch = WriteBatch()
        batch.put(SystemKeys.header, Array(repeating: 1, count: length))
        try store.commit(batch, durability: .buffered, readSet: nil)
        expectCode(.corruption) { try Database.open(UnclosableStore(store), path: nil, tables: []) }
    }

    @Test(arguments: [[], [1], [2, 0x7B, 0x7D], [1, 0x7B, 0x7D], [1, 0xFF]])
    func aDamagedCatalogRowIsAnError(row: [UInt8]) throws {
        let store = try LevelDBStore.inMemory()
        try Database.open(UnclosableStore(store), path: nil, tables: [Counter.table]).close()
        let batch = WriteBatch()
        batch.put(SystemKeys.tableRow("counters"), row)
        try store.commit(batch, durability: .buffered, readSet: nil)
        #expect(throws: RoostError.self) {
            try Database.open(UnclosableStore(store), path: nil, tables: [Counter.table])
        }
    }

    @Test func theEpochGrowsAfterACrashOnly() throws {
        let store = UnclosableStore(try LevelDBStore.inMemory())
        let first = try Database.open(store, path: nil, tables: [])
        try first.close()
        let second = try Database.open(store, path: nil, tables: [])
        #expect(second.epoch == first.epoch)
        store.crash()
        let third = try Database.open(store, path: nil, tables: [])
        #expect(third.epoch == first.epoch + 1)
        #expect(third.storeID == first.storeID)
    }

    @Test func aPathThatIsAFile() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("file")
        try Data("x".utf8).write(to: URL(fileURLWithPath: path))
        do {
            _ = try Database.open(at: path, tables: [])
            Issue.record("a file was opened as a store")
        } catch let error as RoostError {
            #expect(error.code == .notADirectory)
            #expect(error.path == path)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("x".utf8))
    }

    @Test func aFolderThatCannotBeWritten() throws {
        expectCode(.io) { try Database.open(at: "/proc/roost-cannot-be-here", tables: []) }
        expectCode(.io) { try Database.open(at: "/nonexistent/parent/store", tables: []) }
    }

    @Test func aRelativePathStaysWhereItIs() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        let depth = FileManager.default.currentDirectoryPath.split(separator: "/").count
        let relative = String(repeating: "../", count: depth) + path.dropFirst()
        let db = try Database.open(at: relative, tables: [])
        #expect(db.path?.hasPrefix("/") == true)
        #expect(FileManager.default.fileExists(atPath: path + "/CURRENT"))
        try db.close()
    }

    @Test func theSameFolderTwice() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        let db = try Database.open(at: path, tables: [Counter.table])
        expectCode(.locked) { try Database.open(at: path, tables: [Counter.table]) }
        expectCode(.locked) { try Database.open(at: folder.path("./store/"), tables: [Counter.table]) }
        try db[Counter.self].put(Counter(name: "a", value: 1))
        try db.close()
        try Database.open(at: path, tables: [Counter.table]).close()
    }
}
