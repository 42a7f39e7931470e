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
}
