import Foundation
import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

@Suite struct CompactionTests {
    @Test func aCompactionThatFailsIsAnError() throws {
        let store = FaultyStore(try LevelDBStore.inMemory())
        let db = try Database.open(store, path: nil, tables: [Counter.table])
        try db[Counter.self].put(Counter(name: "a", value: 1))
        try db.compact()
        // LevelDB reports what went wrong in a compaction to whoever writes next.
        store.fail(.sync, number: store.attemptCount(of: .sync) + 1, with: EngineError(.io, "no space"))
        expectCode(.io) { try db.compact() }
    }

    @Test func aPointReadSurvivesTheRemovalOfAClearedTable() throws {
        let store = InterruptedStore(try LevelDBStore.inMemory())
        let db = try Database.open(store, path: nil, tables: [Counter.table])
        try db[Counter.self].put(Counter(name: "a", value: 1))
        store.interruptNextGet {
            let thread = try TestThreadBox {
                try db.write { tx in
                    try tx[Counter.self].clear()
                    try tx[Counter.self].put(Counter(name: "a", value: 2))
                }
                try db.reclaim()
            }
            try thread.join()
        }
        #expect(try db[Counter.self].get("a")?.value == 2, "the record was there at every moment")
    }

    @Test func compactingATableRemovesWhatWasDeletedFromTheDisk() async throws {
        let folder = try TemporaryFolder()
        var options = DatabaseOptions()
        options.compressesBlocks = false
        let db = try Database.open(at: folder.path, tables: [Airport.table], options: options)
        func isOnDisk(_ text: String) throws -> Bool {
            try FileManager.default.contentsOfDirectory(atPath: folder.path).contains { file in
                let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path).appendingPathComponent(file))
                return bytes.range(of: Data(text.utf8)) != nil
            }
        }
        for round in 0..<2 {
            try await db[Airport.self].bulkPut(swissAirports)
            try await db[Airport.self].put(
                Airport(icao: "XXXX", name: "x", city: nil, country: "the secret \(round)", elevation: 0))
            #expect(try isOnDisk("the secret \(round)"))
            // In a table file and not in the log alone.
            try await db.compact()
            try await db[Airport.self].delete("XXXX")
            #expect(try isOnDisk("the secret \(round)"))
            if round == 0 { try await db[Airport.self].compact() } else { try compact(db) }
            #expect(try !isOnDisk("the secret \(round)"))
            #expect(try isOnDisk("Samedan"))
        }
        try await db.close()
    }

    private func compact(_ db: Database) throws {
        try db[Airport.self].compact()
        try db.write { _ in expectCode(.reentrant) { try db[Airport.self].compact() } }
    }

    @Test func whatWasDeletedIsGoneAlsoWhereATableIsCompactedInPieces() throws {
        let folder = try TemporaryFolder()
        var options = DatabaseOptions()
        options.compressesBlocks = false
        options.writeBufferBytes = 64 << 10
        options.maxFileBytes = 1 << 20
        options.compactedPieceBytes = 100 << 10
        let db = try Database.open(at: folder.path, tables: [Counter.table], options: options)
        func counters(_ text: String) -> [Counter] {
            (0..<300).map { Counter(name: "\($0) \(text) " + String(repeating: "x", count: 600), value: $0) }
        }
        try db[Counter.self].bulkPut(counters("kept"))
        try db[Counter.self].bulkPut(counters("secret"))
        try db.compact()
        try db[Counter.self].bulkDelete(counters("secret").map(\.name))
        try db[Counter.self].compact()
        // A key of each file may stand in the manifest, and is no more than a name.
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.hasSuffix(".ldb") {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path).appendingPathComponent(file))
            #expect(bytes.range(of: Data(" secret ".utf8)) == nil, "\(file)")
        }
        #expect(try db[Counter.self].count() == 300)
        #expect(try db.verify().problems == [])
        try db.close()
    }

    @Test func onlyDeclaredTablesAreCompacted() throws {
        let db = try Database.inMemory(tables: [Counter.table])
        expectCode(.tableNotDeclared) { try db[Airport.self].compact() }
        try db.close()
        expectCode(.closed) { try db[Counter.self].compact() }
    }
}
