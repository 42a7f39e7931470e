import Foundation
import RoostEngineTesting
import Testing

@testable import RoostEngine

@Suite struct ErrorTextTests {
    struct Text: Sendable {
        let levelDB: String
        let message: String
        var path = "/data: 1/app.roost"
        var errno: Int32?
    }

    /// What LevelDB 1.23 writes.
    @Test(arguments: [
        Text(
            levelDB: "IO error: /data: 1/app.roost/000012.log: No space left on device",
            message: "No space left on device", path: "/data: 1/app.roost/000012.log", errno: ENOSPC),
        Text(
            levelDB: "NotFound: /data: 1/app.roost/CURRENT: No such file or directory",
            message: "No such file or directory", path: "/data: 1/app.roost/CURRENT", errno: ENOENT),
        Text(
            levelDB: "IO error: lock /data: 1/app.roost/LOCK: Resource temporarily unavailable",
            message: "lock: Resource temporarily unavailable", path: "/data: 1/app.roost/LOCK", errno: EAGAIN),
        Text(
            levelDB: "IO error: lock /data: 1/app.roost/LOCK: already held by process",
            message: "lock: already held by process", path: "/data: 1/app.roost/LOCK"),
        Text(levelDB: "Corruption: block checksum mismatch", message: "block checksum mismatch"),
        Text(
            levelDB: "Corruption: 3 missing files; e.g.: /data: 1/app.roost/000005.ldb",
            message: "3 missing files; e.g.:", path: "/data: 1/app.roost/000005.ldb"),
        Text(levelDB: "Corruption: corrupted key for : hunter2", message: "corrupted key"),
        Text(
            levelDB: "Invalid argument: other.comparator: does not match existing comparator : leveldb.Bytewise",
            message: "other.comparator: does not match existing comparator : leveldb.Bytewise"),
    ])
    func textsOfLevelDBAreTakenApart(_ text: Text) {
        let error = EngineError(.io, levelDB: text.levelDB, folder: "/data: 1/app.roost")
        #expect(error.message == text.message)
        #expect(error.path == text.path)
        #expect(error.errno == text.errno)
    }

    /// A disk that is full, for anyone: the descriptor of the log becomes that of a device that has no room.
    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no device that is always full"))
    func aFullDiskIsNamedWithItsFile() throws {
        try check("log", "No space left on device", ENOSPC) { folder in
            let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
            defer { close(full) }
            for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
                let file = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + name)
                guard let file, file.hasPrefix(folder.path + "/"), file.hasSuffix(".log") else { continue }
                try #require(dup2(full, try #require(CInt(name))) >= 0)
            }
        }
    }

    /// A file that cannot be made: folders have the names of LevelDB's next ones.
    @Test(arguments: ["log", "ldb"]) func aFileThatCannotBeMadeIsNamed(_ kind: String) throws {
        try check(kind, "Is a directory", EISDIR) { folder in
            for number in 1..<60 {
                let file = folder.path(String(repeating: "0", count: number < 10 ? 5 : 4) + "\(number).\(kind)")
                try? FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
            }
        }
    }

    /// - Parameter sabotage: what makes a write to a file of that kind fail.
    private func check(
        _ kind: String, _ message: String, _ errno: Int32, _ sabotage: (TemporaryFolder) throws -> Void
    ) throws {
        let folder = try TemporaryFolder()
        var options = LevelDBOptions()
        options.writeBufferBytes = 64 << 10
        let store = try LevelDBStore.open(at: folder.path, options: options)
        defer { try? store.close() }
        try sabotage(folder)
        var failure: EngineError?
        for _ in 0..<1_000 where failure == nil {
            do {
                try store.commit { $0.put([3], Array(repeating: 0, count: 10_000)) }
            } catch { failure = error as? EngineError }
        }
        #expect(failure?.code == .commitUnknown)
        #expect(failure?.message == message)
        #expect(failure?.errno == errno)
        let path = try #require(failure?.path)
        #expect(path.hasPrefix(folder.path("0000")) && path.hasSuffix(".\(kind)"), "\(path)")
        let later = #expect(throws: EngineError.self) { try store.sync() }
        #expect(later?.code == .io)
        #expect(later?.path == failure?.path)
        #expect(later?.errno == errno)
        #expect(later?.message.contains(message) == true)
    }
}
