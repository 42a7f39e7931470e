import CLevelDB
import Foundation
import RoostEngine
import RoostEngineTesting
import Testing

@Suite struct CommitFailureTests {
    /// LevelDB fails when it has to begin a new log in a folder that is gone.
    @Test func aStoreTakesNothingMoreAfterAFailedCommit() throws {
        let folder = try TemporaryFolder()
        var options = LevelDBOptions()
        options.writeBufferBytes = 64 << 10
        let store = try LevelDBStore.open(at: folder.path("store"), options: options)
        try store.commit { batch in
            batch.put([1], [1])
            batch.add([2], [1])
        }
        try FileManager.default.removeItem(atPath: folder.path("store"))
        var failure: EngineError?
        var commits = 0
        while failure == nil && commits < 1000 {
            commits += 1
            do {
                try store.commit { $0.put([3], Array(repeating: 0, count: 10_000)) }
            } catch { failure = error as? EngineError }
        }
        #expect(failure?.code == .commitUnknown)
        #expect(failure?.path?.hasPrefix(folder.path("store/0000")) == true)
        #expect(failure?.errno == ENOENT)
        #expect(throws: EngineError.self) { try store.sync() }
        let later = #expect(throws: EngineError.self) { try store.commit { $0.put([4], [4]) } }
        #expect(later?.code == .io)
        #expect(try store.value([1]) == [1], "reads go on")
        #expect(try store.value([4]) == nil)
        try store.close()
    }

    @Test(arguments: [
        [UInt8(7)], [1], [1, 1, 0, 0, 0], [1, 1, 0, 0, 0, 9, 0, 0, 0, 65], [0, 200, 0, 0, 0, 65],
        [0, 1, 0, 0, 0, 65, 9],
    ])
    func aMalformedBatchChangesNothing(_ batch: [UInt8]) throws {
        let folder = try TemporaryFolder()
        var options = cldb_options()
        options.create_if_missing = true
        options.write_buffer_size = 1 << 20
        options.max_file_size = 1 << 20
        options.block_size = 4096
        options.max_open_files = 100
        var store: OpaquePointer?
        try #require(cldb_open(folder.path("plain"), &options, &store, nil) == CLDB_OK)
        defer { cldb_close(store) }
        let put: [UInt8] = [1, 1, 0, 0, 0, 1, 0, 0, 0, 65, 66]
        var message: UnsafeMutablePointer<CChar>?
        #expect(cldb_apply(store, put + batch, put.count + batch.count, false, &message) == CLDB_INVALID_ARGUMENT)
        #expect(message != nil)
        cldb_free(message)
        var chunk = cldb_chunk()
        #expect(cldb_get(store, [65], 1, &chunk, nil) == CLDB_NOT_FOUND)
        #expect(cldb_apply(store, put, put.count, false, nil) == CLDB_OK)
        #expect(cldb_get(store, [65], 1, &chunk, nil) == CLDB_OK)
        cldb_chunk_free(&chunk)
    }
}
