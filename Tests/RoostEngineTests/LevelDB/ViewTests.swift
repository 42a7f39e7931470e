import RoostEngineTesting
import Testing

@testable import RoostEngine

@Suite struct ViewTests {
    @Test(arguments: [ScanDirection.forward, .reverse])
    func aScanThatGoesOnDoesNotSeek(_ direction: ScanDirection) throws {
        let store = try LevelDBStore.inMemory()
        try store.commit { batch in for number in UInt8(0)..<100 { batch.put([number], [number]) } }
        let view = try LevelDBView(store)
        let before = view.seekCount
        let entries = try ViewScanner(view).entries(
            in: KeyRange(lower: [10], upper: [90]), direction, ScanLimit(entries: 7))
        #expect(entries.count == 80)
        #expect(view.seekCount - before == 1)
    }

    @Test func aPointReadSeeksOnlyWhenTheStoreHasGoneOn() throws {
        let store = try LevelDBStore.inMemory()
        try store.commit { batch in for number in UInt8(0)..<100 { batch.put([number], [number]) } }
        let view = try LevelDBView(store)
        #expect(try view.value([10]) == [10])
        #expect(try view.value([100]) == nil)
        #expect(view.seekCount == 0)
        try store.commit { batch in
            batch.put([10], [11])
            batch.put([100], [100])
            batch.delete([20])
        }
        #expect(try view.value([10]) == [10])
        #expect(try view.value([100]) == nil)
        #expect(try view.value([20]) == [20])
        #expect(view.seekCount == 3)
    }

    @Test func aPointReadBetweenChunksOfAnOlderStateCostsOneSeekMore() throws {
        let store = try LevelDBStore.inMemory()
        try store.commit { batch in for number in UInt8(0)..<100 { batch.put([number], [number]) } }
        let view = try LevelDBView(store)
        try store.commit { $0.put([200], []) }
        let chunk = EntryChunk()
        _ = try view.scan(.all, .forward, ScanLimit(entries: 2), keysOnly: false, into: chunk)
        #expect(try view.value([50]) == [50])
        _ = try view.scan(
            KeyRange(lower: [1, 0], upper: nil), .forward, ScanLimit(entries: 2), keysOnly: false, into: chunk)
        #expect(chunk.entries == [Entry([2], [2]), Entry([3], [3])])
        #expect(view.seekCount == 3)
    }

    @Test func oneViewIsOneCallAndSoIsOneChunk() throws {
        let store = try LevelDBStore.inMemory()
        try store.commit { batch in for number in UInt8(0)..<100 { batch.put([number], [number]) } }
        let before = store.callCount
        #expect(try store.entries().count == 100)
        #expect(store.callCount.views - before.views == 1)
        #expect(store.callCount.scans - before.scans == 1)
    }

    @Test func aViewThatIsForgottenIsClosed() throws {
        let store = try LevelDBStore.inMemory()
        _ = try store.makeView()
        try store.close()
    }
}
