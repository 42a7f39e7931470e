import Foundation
import RoostEngine
import RoostEngineTesting
import Testing

@Suite struct OpeningTests {
    struct Failure: Sendable {
        let path: String
        let code: EngineError.Code
    }

    /// Relative to a folder with a file and a folder in it.
    @Test(arguments: [
        Failure(path: "file", code: .notADirectory), Failure(path: "file/store", code: .notADirectory),
        Failure(path: "missing/store", code: .io), Failure(path: "sto\0re", code: .invalidArgument),
    ])
    func aFolderThatCannotBeUsedIsAnError(_ failure: Failure) throws {
        let folder = try TemporaryFolder()
        try Data().write(to: URL(fileURLWithPath: folder.path("file")))
        let error = #expect(throws: EngineError.self) { try LevelDBStore.open(at: folder.path(failure.path)) }
        #expect(error?.code == failure.code)
        #expect(error?.path == folder.path(failure.path))
    }

    /// Not even root can write here.
    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: "/proc/self")),
        arguments: ["/proc/roost", "/proc/self/fdinfo"])
    func aFolderThatCannotBeWrittenIsAnError(_ path: String) throws {
        let error = #expect(throws: EngineError.self) { try LevelDBStore.open(at: path) }
        #expect(error?.code == .io)
        #expect(error?.path?.hasPrefix(path) == true)
    }

    @Test func anEmptyPathIsAnError() {
        let error = #expect(throws: EngineError.self) { try LevelDBStore.open(at: "") }
        #expect(error?.code == .io)
    }

    @Test func aMissingStoreIsOnlyCreatedOnDemand() throws {
        let folder = try TemporaryFolder()
        var options = LevelDBOptions()
        options.createIfMissing = false
        for path in [folder.path, folder.path("store")] {
            let error = #expect(throws: EngineError.self) { try LevelDBStore.open(at: path, options: options) }
            #expect(error?.code == .invalidArgument)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty, "nothing is left behind")
        try LevelDBStore.open(at: folder.path("store")).close()
        try LevelDBStore.open(at: folder.path("store"), options: options).close()
    }

    @Test func aDamagedManifestIsCorruptionAndFreesTheFolder() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        let store = try LevelDBStore.open(at: path)
        try store.commit { $0.put([1], [1]) }
        try store.close()
        let current = URL(fileURLWithPath: path + "/CURRENT")
        let name = try Data(contentsOf: current)
        try Data("no manifest".utf8).write(to: current)
        let error = #expect(throws: EngineError.self) { try LevelDBStore.open(at: path) }
        #expect(error?.code == .corruption)
        try name.write(to: current)
        #expect(try LevelDBStore.open(at: path).value([1]) == [1])
    }

    @Test func theLibraryKeepsNoLogOfItsOwn() throws {
        // It would grow with every compaction for as long as the store is open, and it names keys.
        let folder = try TemporaryFolder()
        for _ in 0..<2 {
            let store = try LevelDBStore.open(at: folder.path, options: LevelDBOptions())
            try store.commit { $0.put([1], [2]) }
            try store.compact(.all)
            try store.close()
            #expect(
                try !FileManager.default.contentsOfDirectory(atPath: folder.path).contains {
                    $0.hasPrefix("LOG.") || $0 == "LOG"
                })
        }
    }

    @Test func whatWasCommittedIsThereAfterReopening() throws {
        let folder = try TemporaryFolder()
        for number in UInt8(0)..<5 {
            let store = try LevelDBStore.open(at: folder.path("store"))
            try store.commit(number % 2 == 0 ? .synced : .buffered) { batch in
                batch.put([number], [number])
                batch.add([100], [1])
            }
            #expect(try store.entries().count == Int(number) + 2)
            #expect(try store.value([100])?.first == number + 1)
            #expect(try store.bytesOnDisk() > 0)
            try store.close()
        }
    }

    @Test func memoryIsForgotten() throws {
        let store = try LevelDBStore.inMemory()
        try store.commit { $0.put([1], [1]) }
        #expect(try store.bytesOnDisk() == 0)
        #expect(try LevelDBStore.inMemory().value([1]) == nil)
    }
}
