import RoostEngineTesting
import Testing

@testable import RoostEngine

/// What views and look-ups leave in the block cache.
@Suite struct BlockCacheTests {
    private static let capacity = 1 << 20
    private static let count = 4_000
    private let folder: TemporaryFolder
    private let store: LevelDBStore

    /// A store of some 4 MB in blocks that are compressed, for those alone are cached, opened anew.
    init() throws {
        folder = try TemporaryFolder()
        var options = LevelDBOptions()
        options.blockCacheBytes = Self.capacity
        let path = folder.path("store")
        let filled = try LevelDBStore.open(at: path, options: options)
        try filled.commit { batch in
            for number in 0..<Self.count {
                batch.put(Self.key(number), [UInt8](repeating: UInt8(number & 7), count: 1_000))
            }
        }
        try filled.compact(.all)
        try filled.close()
        store = try LevelDBStore.open(at: path, options: options)
    }

    private static func key(_ number: Int) -> [UInt8] { [UInt8(number >> 8), UInt8(number & 255)] }

    /// Of the cache and of what waits to be written, which is little.
    private var memory: Int { store.property("leveldb.approximate-memory-usage").flatMap(Int.init) ?? 0 }

    private func scan() throws {
        let entries = try store.entries()
        #expect(entries.count == Self.count)
        #expect(entries.allSatisfy { $0.value.count == 1_000 })
    }

    @Test("one view fills half of the cache, and the next one more of it")
    func scans() throws {
        let before = memory
        try scan()
        let once = memory - before
        #expect((Self.capacity / 4...Self.capacity / 2).contains(once))
        try scan()
        #expect(memory - before > once)
        #expect(memory - before <= Self.capacity * 5 / 4)
    }

    @Test("reading by key in one view fills no more either")
    func lookUpsInAView() throws {
        let before = memory
        let view = try store.makeView()
        for number in 0..<Self.count { #expect(try view.value(Self.key(number))?.count == 1_000) }
        #expect(memory - before <= Self.capacity / 2)
        // Between two calls nothing is held back: the thread reads as it did before.
        for number in 0..<Self.count { #expect(try store.value(Self.key(number))?.count == 1_000) }
        #expect(memory - before > Self.capacity / 2)
    }

    @Test("what is not kept is read all the same, to and fro")
    func goesOn() throws {
        let view = try LevelDBView(store)
        let forward = try ViewScanner(view).entries(in: .all, .forward, ScanLimit(entries: 100))
        let backward = try ViewScanner(view).entries(in: .all, .reverse, ScanLimit(entries: 100))
        #expect(forward.count == Self.count)
        #expect(forward == backward.reversed())
    }
}
