import Foundation
import RoostEngine
import RoostEngineTesting

@testable import Roost

extension ErrorTextTests {
    private typealias Store = ErrorTextStore

    private static let diskFull = EngineError(
        .commitUnknown, "No space left on device", path: "/data/000012.log", errno: ENOSPC)

    private static var counter: Counter { Counter(name: secret, value: 1) }

    static var cases: [Case] { transactionCases + writeCases + queryCases + storeCases }

    private static var transactionCases: [Case] {
        [
            .of(.batchTooLarge, "bytes", "chunkSize") {
                var options = LevelDBOptions()
                options.limits = StoreLimits(maxBatchBytes: 2_000)
                let store = try LevelDBStore.inMemory(options: options)
                let db = try Database.open(store, path: nil, tables: [Counter.table])
                try db[Counter.self].bulkPut((0..<99).map { Counter(name: "\(secret)\($0)", value: $0) })
            },
            .of(.closed, "open the database again") {
                let db = try Store.airports()
                try db.close()
                _ = try db[Airport.self].count()
            },
            .of(.commitUnknown, "No space left on device", "/data/000012.log", "errno 28", hasCause: true) {
                try Store.failing(with: diskFull)[Counter.self].put(counter)
            },
            .of(.poisoned, "No space left on device", "/data/000012.log", "errno 28", hasCause: true) {
                let db = try Store.failing(with: diskFull)
                _ = try? db[Counter.self].put(counter)
                try db[Counter.self].put(counter)
            },
            .of(.reentrant, "use the transaction") {
                let db = try Store.airports()
                _ = try db.read { _ in try db[Airport.self].count() }
            },
            .of(.transactionEnded, "inside its closure") {
                let db = try Store.airports()
                let context = try db._read(.view) { $0 }
                _ = try context.layout(of: Airport.table)
            },
        ]
    }

    private static var writeCases: [Case] {
        [
            .of(.encodingFailed, "[table refusing]", "Refusing", hasCause: true) {
                try Database.inMemory(tables: [Store.Refusing.table])[Store.Refusing.self]
                    .put(Store.Refusing(name: secret))
            },
            .of(.fieldPathMismatch, "[table mistyped]", "[field valeu]") {
                try Database.inMemory(tables: [Store.Mistyped.table])[Store.Mistyped.self]
                    .put(Store.Mistyped(name: secret, value: secret))
            },
            .of(.keyTooLong, "[table airports]", "768") {
                try Store.airports()[Airport.self].delete(String(repeating: secret, count: 200))
            },
            .of(.primaryKeyExists, "[table airports]", "[position 1]", "onConflict") {
                let known = Airport(icao: secret, name: "b", city: nil, country: "X", elevation: 1)
                let fresh = Airport(icao: "a", name: "a", city: nil, country: "X", elevation: 1)
                try Store.airports()[Airport.self].bulkAdd([fresh, known])
            },
            .of(.recordTooLarge, "of at most 2000", "[table painted]", "maxRecordBytes") {
                var options = DatabaseOptions()
                options.maxRecordBytes = 2_000
                let db = try Database.inMemory(tables: [Store.Painted<String>.table], options: options)
                let long = String(repeating: secret, count: 400)
                try db[Store.Painted<String>.self].put(Store.Painted(name: "a", colour: long))
            },
            .of(.uniqueViolation, "[table airports]", "[index name~]", "[field name]", "onConflict") {
                try Store.airports()[Airport.self].put(
                    Airport(icao: "a", name: secret, city: nil, country: "X", elevation: 1))
            },
            .of(.valueMismatch, "[table misencoded]", "[field value]", "int64") {
                try Database.inMemory(tables: [Store.Misencoded.table])[Store.Misencoded.self]
                    .put(Store.Misencoded(name: secret, value: 1))
            },
        ]
    }

    private static var queryCases: [Case] {
        [
            .of(.indexRequired, "[table airports]", "size", "requiresIndex") {
                let db = try Store.airports { $0.requiresIndex = true }
                _ = try db[Airport.self].where(\.size).equals(.large).where(\.name).notEqual(secret).toArray()
            },
            .of(.invalidArgument, "[table airports]", "at least 1") {
                _ = try Store.airports()[Airport.self].all.page(size: 0)
            },
            .of(.invalidKey, "[table notes]", "[field size]") {
                _ = try Store.airports()[Note.self].where(\.size).equals(.nan).toArray()
            },
            .of(.invalidPageToken, "[table airports]", "first page") {
                let airports = try Store.airports()[Airport.self]
                let page = try airports.where(\.name).aboveOrEqual(secret).page(size: 1)
                let token = try page.next ?? airports.all.page(size: 1).next
                _ = try airports.where(\.country).equals("X").page(after: token, size: 1)
            },
            .of(.sortTooLarge, "[table airports]", "sortMemoryBytes") {
                _ = try Store.airports { $0.sortMemoryBytes = 10 }[Airport.self].orderBy(\.city).toArray()
            },
            .of(.tableNotDeclared, "[table counters]", "Counter", "Database.open(at:tables:)") {
                _ = try Store.airports()[Counter.self].get(secret)
            },
            .of(.corruptRecord, "[table counters]", "verify()") {
                let (db, _) = try Store.damaged { db, batch in
                    guard let layout = db.published.current.tables["counters"] else { return }
                    batch.put(layout.records.prefix + (try layout.encode(secret)), [0x10])
                }
                _ = try db[Counter.self].get(secret)
            },
            .of(.unknownValue, "[table painted]", "[field colour]", "the case that it lacks", hasCause: true) {
                let store = try LevelDBStore.inMemory()
                let old = try Database.open(UnclosableStore(store), path: nil, tables: [Store.Painted<String>.table])
                try old[Store.Painted<String>.self].put(Store.Painted(name: "a", colour: secret))
                let db = try Database.open(store, path: nil, tables: [Store.Painted<Store.Colour>.table])
                _ = try db[Store.Painted<Store.Colour>.self].get("a")
            },
            .of(.decodingFailed, "[table grown]", "Grown", hasCause: true) {
                let store = try LevelDBStore.inMemory()
                let old = try Database.open(UnclosableStore(store), path: nil, tables: [Store.Ungrown.table])
                try old[Store.Ungrown.self].put(Store.Ungrown(name: secret))
                let db = try Database.open(store, path: nil, tables: [Store.Grown.table])
                _ = try db[Store.Grown.self].get(secret)
            },
        ]
    }

    private static var storeCases: [Case] {
        [
            .of(.corruption, "header", "backup") {
                // Closing it would write a sound header.
                let (db, store) = try Store.damaged { _, batch in batch.put(SystemKeys.header, [1]) }
                try withExtendedLifetime(db) {
                    _ = try Database.open(UnclosableStore(store), path: nil, tables: [])
                }
            },
            .of(.unsupportedFormat, "format 9", "version of Roost") {
                // Closing it would write a sound header.
                let (db, store) = try Store.damaged { _, batch in batch.put(SystemKeys.header, [9]) }
                try withExtendedLifetime(db) {
                    _ = try Database.open(UnclosableStore(store), path: nil, tables: [])
                }
            },
            .of(.schemaMismatch, "[table counters]", "[index value]", "[field value]", "let old", hasCause: false) {
                let (_, store) = try Store.damaged { _, _ in }
                let changed = Table("counters", fields: Counter.Fields(), primaryKey: \Counter.Fields.name) {
                    Index.unique($0.value)
                }
                _ = try Database.open(UnclosableStore(store), path: nil, tables: [changed])
            },
            .of(.io, "/missing does not exist", "/missing/store]", "errno 2", "create what is missing", hasCause: true)
            {
                let folder = try TemporaryFolder()
                _ = try Database.open(at: folder.path("missing/store"), tables: [])
            },
            .of(.notADirectory, "Not a directory", "/file]", "folder", hasCause: true) {
                let folder = try TemporaryFolder()
                try Data().write(to: URL(fileURLWithPath: folder.path("file")))
                _ = try Database.open(at: folder.path("file"), tables: [])
            },
            .of(.unsafeFolder, "others can write", "/store]", "chmod 700", hasCause: true) {
                let folder = try TemporaryFolder()
                try FileManager.default.createDirectory(
                    atPath: folder.path("store"), withIntermediateDirectories: false,
                    attributes: [.posixPermissions: 0o777])
                _ = try Database.open(at: folder.path("store"), tables: [])
            },
            .of(.locked, "this process", "/store]", "close it there", hasCause: true) {
                let folder = try TemporaryFolder()
                let db = try Database.open(at: folder.path("store"), tables: [])
                defer { try? db.close() }
                _ = try Database.open(at: folder.path("store"), tables: [])
            },
        ]
    }
}
