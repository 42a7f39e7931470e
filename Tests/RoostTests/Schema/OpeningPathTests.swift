import Foundation
import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

/// What becomes of paths where no store can be.
@Suite struct OpeningPathTests {
    private func refusal(_ path: String, createsStore: Bool = true) throws -> RoostError {
        var options = DatabaseOptions()
        options.createsStore = createsStore
        return try #require(
            #expect(throws: RoostError.self) { try Database.open(at: path, tables: [], options: options).close() })
    }

    @Test(arguments: ["", " ", " \t\n", "a\0b", "\0"], [true, false])
    func noPathIsNoStoreInTheWorkingFolder(_ path: String, _ createsStore: Bool) throws {
        let before = try FileManager.default.contentsOfDirectory(atPath: ".").sorted()
        let error = try refusal(path, createsStore: createsStore)
        #expect(error.code == .invalidArgument)
        #expect(error.path == path)
        #expect(error.description.contains("pass the path of the folder"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: ".").sorted() == before)
    }

    struct Place: Sendable {
        let path: String
        let code: RoostError.Code
        let errno: Int32?
        let parts: [String]
    }

    /// Relative to a folder with a file in it.
    @Test(arguments: [
        Place(path: "file", code: .notADirectory, errno: ENOTDIR, parts: ["Not a directory", "path of a folder"]),
        Place(path: "file/store", code: .notADirectory, errno: ENOTDIR, parts: ["Not a directory"]),
        Place(
            path: "missing/store", code: .io, errno: ENOENT,
            parts: ["the parent folder ", "/missing does not exist", "create what is missing"]),
        Place(
            path: "missing/further/store", code: .io, errno: ENOENT, parts: ["/missing/further does not exist"]),
        Place(
            path: String(repeating: "x", count: 300), code: .invalidArgument, errno: ENAMETOOLONG,
            parts: ["File name too long", "use a shorter path"]),
        Place(
            path: String(repeating: "folder/", count: 1_000), code: .invalidArgument, errno: ENAMETOOLONG,
            parts: ["File name too long"]),
    ])
    func aPathThatLeadsToNoFolder(_ place: Place) throws {
        let folder = try TemporaryFolder()
        try Data().write(to: URL(fileURLWithPath: folder.path("file")))
        let error = try refusal(folder.path(place.path))
        #expect(error.code == place.code)
        #expect(error.errno == place.errno)
        #expect(error.path?.hasPrefix(folder.path) == true)
        for part in place.parts { #expect(error.description.contains(part), "\(error) lacks \(part)") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["file"])
    }

    @Test(.enabled(if: geteuid() != 0, "everything is permitted to root"), arguments: [0o555, 0o000])
    func aFolderWithoutPermission(_ mode: Int) throws {
        let folder = try TemporaryFolder()
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path) }
        for path in [folder.path, folder.path("store")] {
            let error = try refusal(path)
            #expect(error.code == .io)
            #expect(error.errno == EACCES)
            #expect(error.description.contains("Permission denied"))
            #expect(error.description.contains("let this process read and write"))
        }
    }

    @Test func aFolderOfOthersIsRefusedAndLeftAlone() throws {
        let folder = try TemporaryFolder()
        for name in ["a.txt", "b.txt"] { try Data().write(to: URL(fileURLWithPath: folder.path(name))) }
        let error = try refusal(folder.path)
        #expect(error.code == .invalidArgument)
        #expect(error.description.contains("it holds a.txt and 1 more"))
        #expect(error.description.contains("or one that is empty or does not exist"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["a.txt", "b.txt"])
    }

    @Test func aLevelDBDatabaseOfOthersIsRefusedAndLeftAlone() throws {
        let folder = try TemporaryFolder()
        let plain = try LevelDBStore.open(at: folder.path)
        let batch = WriteBatch()
        batch.put([0x66], [0x6F])
        try plain.commit(batch, durability: .synced, readSet: nil)
        try plain.close()
        let error = try refusal(folder.path)
        #expect(error.code == .invalidArgument)
        #expect(error.path == folder.path)
        #expect(error.description.contains("that Roost did not make"))
        let again = try LevelDBStore.open(at: folder.path)
        let chunk = EntryChunk()
        let view = try again.makeView()
        _ = try view.scan(.all, .forward, ScanLimit(), keysOnly: true, into: chunk)
        #expect(chunk.count == 1)
        view.close()
        try again.close()
    }

    @Test func aStoreThatLostItsHeaderIsDamaged() throws {
        let store = try LevelDBStore.inMemory()
        try Database.open(UnclosableStore(store), path: nil, tables: [Counter.table]).close()
        let batch = WriteBatch()
        batch.delete(SystemKeys.header)
        try store.commit(batch, durability: .buffered, readSet: nil)
        expectCode(.corruption) { try Database.open(store, path: nil, tables: [Counter.table]) }
    }

    /// It has CURRENT, and nothing was written to it yet.
    @Test func aStoreWhoseCreationWasInterrupted() throws {
        let folder = try TemporaryFolder()
        try LevelDBStore.open(at: folder.path).close()
        let db = try Database.open(at: folder.path, tables: [Counter.table])
        #expect(try db[Counter.self].count() == 0)
        try db.close()
    }

    @Test func aMissingStoreIsNotMadeUnlessWanted() throws {
        let folder = try TemporaryFolder()
        for path in [folder.path, folder.path("store")] {
            let error = try refusal(path, createsStore: false)
            #expect(error.code == .invalidArgument)
            #expect(error.description.contains("there is no store"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        try Database.open(at: folder.path("store"), tables: []).close()
        var options = DatabaseOptions()
        options.createsStore = false
        try Database.open(at: folder.path("store"), tables: [], options: options).close()
    }

    @Test func theHolderOfALockedStoreIsNamed() throws {
        let folder = try TemporaryFolder()
        let db = try Database.open(at: folder.path("store"), tables: [])
        let error = try refusal(folder.path("store"))
        #expect(error.code == .locked)
        #expect(error.processID == getpid())
        #expect(error.description.contains("open in this process already"))
        try db.close()
    }
}
