import Foundation
import RoostEngine
import RoostEngineTesting
import Testing

@Suite struct ErasureTests {
    private let folder: TemporaryFolder
    private let store: LevelDBStore

    init() throws {
        folder = try TemporaryFolder()
        var options = LevelDBOptions()
        options.compression = false
        store = try LevelDBStore.open(at: folder.path("store"), options: options)
    }

    private func put(_ key: String, _ value: String) throws {
        let batch = WriteBatch()
        batch.put(Array(key.utf8), Array(value.utf8))
        try store.commit(batch, durability: .buffered, readSet: nil)
    }

    private func delete(_ key: String) throws {
        let batch = WriteBatch()
        batch.delete(Array(key.utf8))
        try store.commit(batch, durability: .buffered, readSet: nil)
    }

    private func isOnDisk(_ text: String) throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: folder.path("store")).contains { name in
            let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path("store/" + name)))
            return bytes.range(of: Data(text.utf8)) != nil
        }
    }

    /// LevelDB writes the first such file to its level 2, where its own compaction does not touch it.
    @Test(
        "A value that was put and deleted since the last flush is gone after a compaction",
        arguments: [KeyRange.all, KeyRange(prefix: Array("k".utf8)), KeyRange(lower: [0x6B], upper: [0x6B, 0x33, 0])])
    func deletedBeforeTheFlush(range: KeyRange) throws {
        for round in 0..<5 {
            try put("k1", "kept \(round)")
            try put("k2", "secret \(round)")
            #expect(try isOnDisk("secret \(round)"))
            try delete("k2")
            try store.compact(range)
            #expect(try !isOnDisk("secret \(round)"), "round \(round)")
            #expect(try isOnDisk("kept \(round)"))
        }
        try store.close()
    }

    @Test("So is an overwritten one, also where other levels have other keys of the range")
    func beside() throws {
        for key in ["ka", "kz"] {
            try put(key, "low")
            try store.compact(KeyRange(prefix: Array("k".utf8)))
        }
        try put("kb", "above")
        try store.compact(KeyRange(prefix: Array("x".utf8)))
        for key in ["kc", "km", "ky", "kb"] {
            try put(key, "secret of \(key)")
            try put(key, "new")
            try store.compact(KeyRange(prefix: Array("k".utf8)))
            #expect(try !isOnDisk("secret of \(key)"))
            #expect(try isOnDisk("low"))
        }
        try store.close()
    }

    @Test("Whatever the bounds, a compaction changes no key", arguments: 0..<20 as Range<UInt64>)
    func keepsKeys(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        func randomKey() -> [UInt8] {
            let bytes: [UInt8] = [0, 0, 1, 0x6B, 0xFE, 0xFF, 0xFF]
            return (0..<Int.random(in: 0...4, using: &generator)).map { _ in bytes.randomElement(using: &generator) ?? 0
            }
        }
        var keys: Set<[UInt8]> = []
        for _ in 0..<200 {
            let batch = WriteBatch()
            let key = randomKey()
            keys.insert(key)
            batch.put(key, [1])
            try store.commit(batch, durability: .buffered, readSet: nil)
            if Int.random(in: 0..<20, using: &generator) == 0 {
                let bounds = [randomKey(), randomKey()].sorted { $0.lexicographicallyPrecedes($1) }
                try store.compact(KeyRange(lower: bounds[0], upper: Bool.random(using: &generator) ? bounds[1] : nil))
            }
        }
        try store.compact(.all)
        let view = try store.makeView()
        let chunk = EntryChunk()
        _ = try view.scan(.all, .forward, ScanLimit(), keysOnly: true, into: chunk)
        let found = (0..<chunk.count).map { [UInt8](chunk.key(at: $0)) }
        view.close()
        #expect(found == keys.sorted { $0.lexicographicallyPrecedes($1) }, "seed \(seed)")
        try store.close()
    }
}
