import RoostEngine
import RoostEngineTesting
import Testing

@Suite struct FaultyStoreTests {
    @Test(arguments: [FaultyStore.Moment.before, .after])
    func theChosenCommitFails(_ moment: FaultyStore.Moment) throws {
        let store = FaultyStore(try LevelDBStore.inMemory())
        store.fail(.commit, number: 2, with: EngineError(.commitUnknown, "on purpose"), moment)
        try store.commit { $0.put([1], []) }
        let error = #expect(throws: EngineError.self) { try store.commit { $0.put([2], []) } }
        #expect(error?.code == .commitUnknown)
        try store.commit { $0.put([3], []) }
        #expect(try store.entries().map(\.key) == (moment == .before ? [[1], [3]] : [[1], [2], [3]]))
        #expect(store.attemptCount(of: .commit) == 3)
    }

    @Test func theChosenSyncFails() throws {
        let store = FaultyStore(try LevelDBStore.inMemory())
        store.fail(.sync, number: 1, with: EngineError(.io, "on purpose"))
        #expect(throws: EngineError.self) { try store.sync() }
        #expect(store.callCount.syncs == 0)
        try store.sync()
        #expect(store.callCount.syncs == 1)
        #expect(store.attemptCount(of: .sync) == 2)
    }

    @Test func aCommitWaitsUntilItIsReleased() throws {
        let store = FaultyStore(try LevelDBStore.inMemory())
        store.holdCommits()
        let writer = try TestThread { try? store.commit { $0.put([1], []) } }
        store.waitForHeldCommits()
        #expect(try store.value([1]) == nil)
        store.releaseCommits()
        writer.join()
        #expect(try store.value([1]) == [])
    }
}
