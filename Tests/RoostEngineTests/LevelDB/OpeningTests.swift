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
        Failure(path: String(repeating: "x", count: 300), code: .invalidArgument),
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
        arguments: [("/proc/roost", EngineError.Code.io), ("/proc/self/fdinfo", .invalidArgument)])
    func aFolderThatCannotBeWrittenIsAnError(_ path: String, _ code: EngineError.Code) throws {
        let error = #expect(throws: EngineError.self) { try LevelDBStore.open(at: path) }
        #expect(error?.code == code)
        #expect(error?.path?.hasPrefix(path) == true)
    }

    @Test func anEmptyPathIsAnError() {
        let error = #expect(throws: EngineError.self) { try LevelDBStore.open(at: "") }
        #expect(error?.code == .invalidArgument)
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

    /// Names of files in a folder without CURRENT, and the error that opening it is.
    @Test(
        arguments: [
            (["photo.jpg"], EngineError.Code.invalidArgument), ([".git"], .invalidArgument),
            (["a", "b", "c"], .invalidArgument), (["000004.log"], .corruption),
            (["MANIFEST-000007", "notes"], .corruption),
            (["000012.ldb"], .corruption), (["LOCK"], nil), (["lost+found", ".DS_Store", "ROOST.LOCK"], nil),
            // A process died while it created the store.
            (["MANIFEST-000001", "000001.dbtmp", "LOCK", "ROOST.LOCK"], nil),
        ] as [([String], EngineError.Code?)])
    func aFolderOfOthersIsLeftAlone(_ names: [String], _ code: EngineError.Code?) throws {
        let folder = try TemporaryFolder()
        for name in names { try Data("mine".utf8).write(to: URL(fileURLWithPath: folder.path(name))) }
        guard let code else {
            let store = try LevelDBStore.open(at: folder.path)
            try store.commit { $0.put([1], [1]) }
            return try store.close()
        }
        let error = #expect(throws: EngineError.self) { try LevelDBStore.open(at: folder.path) }
        #expect(error?.code == code)
        #expect(error?.path == folder.path)
        #expect(names.contains { error?.message.contains($0) == true }, "\(error?.message ?? "")")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == names.sorted())
        for name in names {
            #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path(name))) == Data("mine".utf8))
        }
    }

    @Test func filesBesideAStoreStayAsTheyAre() throws {
        let folder = try TemporaryFolder()
        try LevelDBStore.open(at: folder.path).close()
        try Data("mine".utf8).write(to: URL(fileURLWithPath: folder.path("notes.txt")))
        let store = try LevelDBStore.open(at: folder.path)
        try store.commit { $0.put([1], [1]) }
        try store.compact(.all)
        try store.close()
        #expect(try LevelDBStore.open(at: folder.path).value([1]) == [1])
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path("notes.txt"))) == Data("mine".utf8))
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
