import CLevelDBHazards
import RoostEngine
import RoostEngineTesting
import Testing

/// A snapshot, many overwrites, a delete and a compaction can bring a deleted key back in LevelDB 1.23. Views of the
/// engine are pinned iterators, with which it does not happen.
@Suite struct DeletedKeyHazardTests {
    @Test func aDeletedKeyStaysDeletedUnderAView() throws {
        let folder = try TemporaryFolder()
        var options = LevelDBOptions()
        options.compression = false
        options.maxFileBytes = 1 << 20
        options.writeBufferBytes = 4 << 20
        options.bloomBitsPerKey = 0
        let store = try LevelDBStore.open(at: folder.path("store"), options: options)
        for (key, value) in [("a", "a"), ("z", "z"), ("m", "old")] {
            try store.commit { $0.put(Array(key.utf8), Array(value.utf8)) }
        }
        let view = try store.makeView()
        let value = Array(repeating: UInt8(ascii: "x"), count: 1024)
        let m = [UInt8(ascii: "m")]
        for _ in 0..<6000 { try store.commit { $0.put(m, value) } }
        try store.commit { $0.delete(m) }
        try store.compact(.all)
        try store.compact(.all)
        #expect(try view.value(m) == Array("old".utf8))
        view.close()
        #expect(try store.value(m) == nil)
        try store.commit { $0.put([UInt8(ascii: "b")], [1]) }
        try store.compact(KeyRange(lower: [UInt8(ascii: "b")], upper: [UInt8(ascii: "c")]))
        #expect(try store.value(m) == nil)
        #expect(try store.entries().map(\.key) == ["a", "b", "z"].map { Array($0.utf8) })
        try store.close()
    }

    /// If this fails, the library no longer has the fault and the engine might use snapshots.
    @Test(.enabled(if: hazards_leveldb_version() == 123))
    func aDeletedKeyComesBackUnderASnapshotOfTheLibrary() throws {
        let folder = try TemporaryFolder()
        #expect(hazards_deleted_key_comes_back(folder.path("snapshot"), HAZARDS_SNAPSHOT) == 1)
        #expect(hazards_deleted_key_comes_back(folder.path("iterator"), HAZARDS_ITERATOR) == 0)
    }
}
