import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

/// What goes on while maintenance blocks its threads.
@Suite(.timeLimit(.minutes(20))) struct BlockedThreadsTests {
    @Test func commitsGoOnWhileMaintenanceIsHeld() async throws {
        let store = FaultyStore(try LevelDBStore.inMemory())
        let db = try Database.open(store, path: nil, tables: [Counter.table])
        try await db[Counter.self].put(Counter(name: "a", value: 0))
        store.holdCompactions()
        // More than Dispatch ever has in common, for everybody: 255.
        let count = 300
        let compactions = (0..<count).map { _ in Task { try await db[Counter.self].compact() } }
        await awaitBlocking { store.waitForHeldCompactions(count) }
        for _ in 0..<20 { try await db[Counter.self].update("a", .increment(\.value)) }
        #expect(try await db[Counter.self].where(\.value).equals(20).count() == 1)
        store.releaseCompactions()
        for compaction in compactions { try await compaction.value }
        try await db.close()
    }
}
