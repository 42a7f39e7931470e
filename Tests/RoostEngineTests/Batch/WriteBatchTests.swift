import RoostEngineTesting
import Testing

@testable import RoostEngine

@Suite struct WriteBatchTests {
    @Test(arguments: UInt64(0)..<30)
    func aBatchDoesWhatItsModelDoes(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let batch = WriteBatch()
        var model = BatchModel()
        var open: [(WriteBatch.Savepoint, BatchModel)] = []
        for step in 0..<400 {
            switch Int.random(in: 0..<60, using: &generator) {
            case 0...3: open.append((batch.savepoint(), model))
            case 4...6:
                guard !open.isEmpty else { continue }
                let index = Int.random(in: 0..<open.count, using: &generator)
                batch.rollback(to: open[index].0)
                model = open[index].1
                open.removeSubrange((index + (Bool.random(using: &generator) ? 1 : 0))...)
            case 7...8:
                guard !open.isEmpty else { continue }
                let index = Int.random(in: 0..<open.count, using: &generator)
                batch.release(open[index].0)
                open.removeSubrange(index...)
            case 9: _ = batch.buildOrder()
            case 10:
                let newer = WriteBatch()
                var newerModel = BatchModel()
                for _ in 0..<generator.pick([0, 1, 5, 100]) { generator.change(newer, &newerModel) }
                batch.merge(newer)
                model.merge(newerModel)
                #expect(newer.isEmpty && newer.byteCount == 0 && newer.entryCount == 0, "seed \(seed), step \(step)")
            default: generator.change(batch, &model)
            }
            if step % 5 == 0 {
                let difference = batch.difference(from: model)
                try #require(difference == nil, "seed \(seed), step \(step)")
            }
        }
        #expect(batch.difference(from: model) == nil, "seed \(seed)")
    }

    /// Merging runs down different paths for small and large, empty and savepointed batches.
    @Test(arguments: UInt64(0)..<20, [0, 1, 10, 300])
    func mergingAppliesTheNewerBatchOnTop(_ seed: UInt64, _ size: Int) throws {
        var generator = SeededGenerator(seed: seed)
        let older = WriteBatch()
        var olderModel = BatchModel()
        for _ in 0..<generator.pick([0, 1, 10, 300]) { generator.change(older, &olderModel) }
        let newer = WriteBatch()
        var newerModel = BatchModel()
        if Bool.random(using: &generator) { _ = newer.savepoint() }
        for _ in 0..<size { generator.change(newer, &newerModel) }
        if Bool.random(using: &generator) { _ = older.buildOrder() }
        if Bool.random(using: &generator) { _ = newer.buildOrder() }
        older.merge(newer)
        olderModel.merge(newerModel)
        #expect(older.difference(from: olderModel) == nil, "seed \(seed)")
    }

    @Test(arguments: UInt64(0)..<30)
    func committingABatchAppliesItsModel(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let store = try LevelDBStore.inMemory()
        var stored: [[UInt8]: [UInt8]] = [:]
        for round in 0..<12 {
            let batch = WriteBatch()
            var model = BatchModel()
            for _ in 0..<generator.pick([1, 3, 20, 100]) { generator.change(batch, &model) }
            try store.commit(batch, durability: .buffered, readSet: nil)
            stored = model.applied(to: stored)
            let expected = stored.map { Entry($0.key, $0.value) }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
            try #require(try store.entries() == expected, "seed \(seed), round \(round)")
        }
    }

    @Test func countsAreOfWhatIsLive() {
        let batch = WriteBatch()
        #expect(batch.isEmpty && batch.entryCount == 0 && batch.byteCount == 0)
        batch.put([1], [1, 2, 3])
        let once = batch.byteCount
        #expect(once >= 4)
        batch.put([1], [4, 5, 6])
        #expect(batch.byteCount == once && batch.entryCount == 1, "overwriting does not add up")
        batch.delete([2])
        batch.add([3], [1])
        #expect(batch.entryCount == 2)
        let savepoint = batch.savepoint()
        batch.put([9], Array(repeating: 0, count: 1000))
        #expect(batch.byteCount > 1000)
        batch.rollback(to: savepoint)
        #expect(batch.byteCount < 100 && batch.entryCount == 2)
        let range = WriteBatch()
        range.deleteRange(KeyRange(lower: [1], upper: [2]))
        #expect(!range.isEmpty && range.entryCount == 0)
        let onlyCounter = WriteBatch()
        onlyCounter.add([1], [0])
        #expect(!onlyCounter.isEmpty && onlyCounter.entryCount == 0)
    }

    @Test func memoryOfOverwrittenValuesIsReused() throws {
        let batch = WriteBatch()
        let value = Array(repeating: UInt8(7), count: 10_000)
        batch.put([2], [42, 43])
        batch.add([3], [5])
        for _ in 0..<2000 {
            let savepoint = batch.savepoint()
            batch.put([1], value)
            batch.release(savepoint)
        }
        #expect(batch.arena.count < 4 << 20)
        let chunk = EntryChunk()
        #expect(batch.find([1].span, into: chunk) == .value && batch.find([2].span, into: chunk) == .value)
        #expect(chunk.entries == [Entry([1], value), Entry([2], [42, 43])])
        let store = try LevelDBStore.inMemory()
        try store.commit(batch, durability: .buffered, readSet: nil)
        #expect(try store.entries() == [Entry([1], value), Entry([2], [42, 43]), Entry([3], BatchModel.bytes([5]))])
    }

    /// Rolled back overwrites leave nothing behind either.
    @Test func memoryOfRolledBackValuesIsReused() {
        let batch = WriteBatch()
        batch.put([1], [1])
        for _ in 0..<100 {
            let savepoint = batch.savepoint()
            batch.put([1], Array(repeating: 7, count: 10_000))
            batch.put([1], [2])
            batch.rollback(to: savepoint)
            batch.release(savepoint)
        }
        #expect(batch.arena.count == 2 && batch.garbage == 0)
    }

    /// Counted in comparisons: 10,000 times a quadratic order would be 50 million, a rebuilt one 1,000 million.
    @Test func interleavedPutsAndScansAreNearLinear() throws {
        let store = try LevelDBStore.inMemory()
        let batch = WriteBatch()
        let reader = Reader(store: store, layers: [batch])
        var generator = SeededGenerator(seed: 11)
        let chunk = EntryChunk()
        let count = 10_000
        for number in 0..<count {
            let key = (0..<8).map { _ in UInt8.random(in: 0 ... .max, using: &generator) }
            batch.put(key, [1])
            let range = KeyRange(lower: key, upper: nil)
            _ = try reader.scan(range, .forward, ScanLimit(entries: 1), into: chunk)
            try #require(chunk.count == 1 && Array(chunk.key(at: 0)) == key, "put \(number)")
        }
        #expect(batch.orderComparisons < count * 60)
        reader.close()
    }
}
