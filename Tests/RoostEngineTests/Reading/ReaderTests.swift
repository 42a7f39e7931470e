import RoostEngine
import RoostEngineTesting
import Testing

@Suite struct ReaderTests {
    /// Committed data, some layers, of which the last one grows and the first one is committed halfway.
    @Test(arguments: UInt64(0)..<25)
    func aReaderShowsTheLayersOnTopOfTheStore(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let store = try LevelDBStore.inMemory()
        var committed = BatchModel()
        try store.commit { batch in
            for _ in 0..<generator.pick([0, 50, 300]) { generator.change(batch, &committed, withCounters: false) }
        }
        var models: [BatchModel] = []
        var layers: [WriteBatch] = []
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let layer = WriteBatch()
            var model = BatchModel()
            for _ in 0..<generator.pick([0, 0, 10, 100]) { generator.change(layer, &model, withCounters: false) }
            layers.append(layer)
            models.append(model)
        }
        let reader = Reader(store: store, layers: layers)
        for step in 0..<60 {
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                generator.change(layers[layers.count - 1], &models[models.count - 1], withCounters: false)
            }
            if step == 20 { try store.commit(Self.copy(models[0]), durability: .buffered, readSet: nil) }
            var truth = committed.applied(to: [:])
            for model in models { truth = model.applied(to: truth) }
            try Self.compareScan(reader, truth, &generator, "seed \(seed), step \(step)")
            try Self.comparePoints(reader, truth, &generator, "seed \(seed), step \(step)")
        }
        reader.close()
        try store.close()
    }

    private static func compareScan(
        _ reader: Reader, _ truth: [[UInt8]: [UInt8]], _ generator: inout SeededGenerator, _ place: Comment
    ) throws {
        let range = Int.random(in: 0..<4, using: &generator) == 0 ? .all : generator.range()
        let direction: ScanDirection = Bool.random(using: &generator) ? .forward : .reverse
        let limit = ScanLimit(entries: generator.pick([1, 2, 10, 1024]), bytes: generator.pick([1, 50, 256 << 10]))
        let keysOnly = Bool.random(using: &generator)
        let keys = truth.keys.filter { range.contains($0) }.sorted { $0.lexicographicallyPrecedes($1) }
        var expected = keys.map { Entry($0, keysOnly ? [] : truth[$0] ?? []) }
        if direction == .reverse { expected.reverse() }
        let entries = try reader.entries(in: range, direction, limit, keysOnly: keysOnly)
        try #require(entries == expected, place)
        let chunk = EntryChunk()
        let result = try reader.scan(range, direction, limit, keysOnly: keysOnly, into: chunk)
        try #require(chunk.entries == Array(expected.prefix(chunk.count)), place)
        try #require(chunk.count <= limit.entries, place)
        try #require(result == .more || chunk.count == expected.count, place)
    }

    private static func comparePoints(
        _ reader: Reader, _ truth: [[UInt8]: [UInt8]], _ generator: inout SeededGenerator, _ place: Comment
    ) throws {
        let chunk = EntryChunk()
        let wanted = (0..<Int.random(in: 0...6, using: &generator)).map { _ in generator.pick(BatchModel.keys) }
        var list = ByteList()
        for key in wanted {
            list.append(key)
            let found = try reader.get(key.span, into: chunk)
            try #require(found == (truth[key] != nil), place)
            try #require(chunk.entries == (truth[key].map { [Entry(key, $0)] } ?? []), place)
        }
        try reader.getMany(list, into: chunk)
        try #require(chunk.entries.map(\.key) == wanted, place)
        let values = (0..<chunk.count).map { chunk.isPresent(at: $0) ? Array(chunk.value(at: $0)) : nil }
        try #require(values == wanted.map { truth[$0] }, place)
    }

    /// A batch with the outcomes of a model.
    private static func copy(_ model: BatchModel) -> WriteBatch {
        let batch = WriteBatch()
        for (key, outcome) in model.outcomes {
            switch outcome {
            case .put(let value): batch.put(key, value)
            case .deleted: batch.delete(key)
            case .added(let delta): batch.add(key, delta)
            }
        }
        return batch
    }

    @Test func aReadTransactionReadsItsViewOnly() throws {
        let store = try LevelDBStore.inMemory()
        try store.commit { $0.put([1], [1]) }
        let reader = Reader(view: try store.makeView())
        try store.commit { batch in
            batch.put([1], [2])
            batch.put([2], [2])
        }
        let chunk = EntryChunk()
        #expect(try reader.get([1].span, into: chunk) && chunk.entries == [Entry([1], [1])])
        #expect(try !reader.get([2].span, into: chunk) && chunk.isEmpty)
        #expect(try reader.entries() == [Entry([1], [1])])
        var list = ByteList()
        list.append([2])
        list.append([1])
        try reader.getMany(list, into: chunk)
        #expect(!chunk.isPresent(at: 0) && chunk.isPresent(at: 1))
        reader.close()
        try store.close()
    }

    @Test func readingAfterTheEndIsClosed() throws {
        let store = try LevelDBStore.inMemory()
        for reader in [Reader(store: store, layers: []), Reader(view: try store.makeView())] {
            reader.close()
            reader.close()
            let chunk = EntryChunk()
            let get = #expect(throws: EngineError.self) { try reader.get([1].span, into: chunk) }
            let many = #expect(throws: EngineError.self) { try reader.getMany(ByteList(), into: chunk) }
            let scan = #expect(throws: EngineError.self) { try reader.entries() }
            #expect([get, many, scan].map { $0?.code } == [.closed, .closed, .closed])
        }
        try store.close()
    }

    @Test func aScanMakesOneViewAndPointReadsNone() throws {
        let store = try LevelDBStore.inMemory()
        try store.commit { batch in for number in UInt8(0)..<100 { batch.put([number], [number]) } }
        let layer = WriteBatch()
        layer.put([200], [1])
        let reader = Reader(store: store, layers: [WriteBatch(), layer])
        let before = store.callCount
        let chunk = EntryChunk()
        #expect(try reader.get([200].span, into: chunk))
        #expect(store.callCount.gets == before.gets, "what a layer knows is not asked of the store")
        #expect(try reader.get([5].span, into: chunk))
        #expect(store.callCount.gets - before.gets == 1)
        #expect(store.callCount.views == before.views)
        #expect(try reader.entries(in: KeyRange(lower: [0], upper: [50])).count == 50)
        #expect(try reader.entries().count == 101)
        #expect(store.callCount.views - before.views == 1)
        #expect(store.callCount.scans - before.scans == 2, "layers outside the range cost nothing")
        reader.close()
    }

    /// A thousand entries hidden by deletes do not become a thousand chunks of one.
    @Test func hiddenEntriesAreSkippedInLargeChunks() throws {
        let store = try LevelDBStore.inMemory()
        let keys = (0..<1000).map { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        try store.commit { batch in for key in keys { batch.put(key, [1]) } }
        let layer = WriteBatch()
        for key in keys.dropLast() { layer.delete(key) }
        let reader = Reader(store: store, layers: [layer])
        let before = store.callCount.scans
        let chunk = EntryChunk()
        _ = try reader.scan(.all, .forward, ScanLimit(entries: 1), into: chunk)
        #expect(chunk.entries.map(\.key) == [keys[999]])
        #expect(store.callCount.scans - before <= 11)
        reader.close()
    }
}
