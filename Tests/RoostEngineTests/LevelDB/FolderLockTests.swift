import CLevelDB
import Foundation
import RoostEngineTesting
import Testing

@testable import RoostEngine

@Suite struct FolderLockTests {
    @Test(arguments: ["store", "./store", "store/", "store/.", "other/../store", "link"])
    func aFolderIsOpenedOnce(_ alias: String) throws {
        let folder = try TemporaryFolder()
        let store = try LevelDBStore.open(at: folder.path("store"))
        try FileManager.default.createDirectory(atPath: folder.path("other"), withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("link"), withDestinationPath: folder.path("store"))
        // Failing must not give the first one's claim away, so it fails again.
        for _ in 0..<2 {
            let error = #expect(throws: EngineError.self) { try LevelDBStore.open(at: folder.path(alias)) }
            #expect(error?.code == .locked)
            #expect(error?.path == folder.path(alias))
            #expect(error?.processID == getpid())
            #expect(error?.message.contains("this process") == true)
        }
        try store.commit { $0.put([1], [1]) }
        try store.close()
        let again = try LevelDBStore.open(at: folder.path(alias))
        #expect(try again.value([1]) == [1])
        try again.close()
    }

    @Test func aStoreThatIsForgottenGivesItsFolderBack() throws {
        let folder = try TemporaryFolder()
        for number in UInt8(0)..<3 {
            let store = try LevelDBStore.open(at: folder.path("store"))
            try store.commit { $0.put([number], []) }
        }
        #expect(try LevelDBStore.open(at: folder.path("store")).entries().count == 3)
    }

    /// A process that another thread is starting has copies of all descriptors for a moment.
    @Test func aCopiedDescriptorDoesNotKeepTheFolder() throws {
        let folder = try TemporaryFolder()
        func claim() throws -> FolderLock { try FolderLock(Folder(folder.path, creating: false)) }
        var lock: FolderLock? = try claim()
        let copy = dup(lock?.lockFile ?? -1)
        #expect(copy >= 0)
        #expect(throws: EngineError.self) { try claim() }
        lock = nil
        _ = try claim()
        close(copy)
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: Child.flock)))
    func anotherProcessIsKeptOut() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        let store = try LevelDBStore.open(at: path)
        #expect(throws: EngineError.self) { try LevelDBStore.open(at: path) }
        #expect(try Child.run(["-n", path + "/ROOST.LOCK", "true"]) == 1, "another process gets the lock")
        try store.close()
        #expect(try Child.run(["-n", path + "/ROOST.LOCK", "true"]) == 0)
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: Child.flock)))
    func anotherProcessKeepsUsOut() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        try LevelDBStore.open(at: path).close()
        let child = try Child(["-n", path + "/ROOST.LOCK", "sh", "-c", "echo locked; cat"])
        try child.waitForOutput()
        let error = #expect(throws: EngineError.self) { try LevelDBStore.open(at: path) }
        #expect(error?.code == .locked)
        child.end()
        try LevelDBStore.open(at: path).close()
    }

    /// What the lock file may say, and the process that is named. `HOLDER` stands for the one that has the lock.
    @Test(
        .enabled(if: FileManager.default.isExecutableFile(atPath: Child.flock)),
        arguments: [
            ("HOLDER\n", true), ("", false), ("HOLDER", false), ("0\n", false), ("-1\n", false), ("999999999\n", false),
            ("12345678901234567890\n", false), ("\u{0}\u{1}\u{2}", false), ("four\n", false), ("SELF\n", false),
        ])
    func theHolderIsNamed(_ text: String, _ isNamed: Bool) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        try LevelDBStore.open(at: path).close()
        let child = try Child(["-n", path + "/ROOST.LOCK", "sh", "-c", "echo locked; cat"])
        try child.waitForOutput()
        let written = text.replacing("HOLDER", with: "\(child.processID)").replacing("SELF", with: "\(getpid())")
        try Data(written.utf8).write(to: URL(fileURLWithPath: path + "/ROOST.LOCK"))
        let error = #expect(throws: EngineError.self) { try LevelDBStore.open(at: path) }
        #expect(error?.code == .locked)
        #expect(error?.processID == (isNamed ? child.processID : nil))
        #expect(error?.message.contains(isNamed ? "process \(child.processID)" : "another process") == true)
        child.end()
        try LevelDBStore.open(at: path).close()
    }

    @Test func theLockFileNamesTheHolderWhileThereIsOne() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        func text() throws -> String { try String(contentsOfFile: path + "/ROOST.LOCK", encoding: .utf8) }
        let store = try LevelDBStore.open(at: path)
        #expect(try text() == "\(getpid())\n")
        try store.close()
        #expect(try text() == "")
        // Longer than what is written over it.
        try Data(String(repeating: "9", count: 500).utf8).write(to: URL(fileURLWithPath: path + "/ROOST.LOCK"))
        let again = try LevelDBStore.open(at: path)
        #expect(try text() == "\(getpid())\n")
        try again.close()
    }

    @Test func aFolderInUseByLevelDBAloneIsLocked() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        try LevelDBStore.open(at: path).close()
        var options = cldb_options()
        options.write_buffer_size = 1 << 20
        options.max_file_size = 1 << 20
        options.block_size = 4096
        options.max_open_files = 100
        var plain: OpaquePointer?
        #expect(cldb_open(path, &options, &plain, nil) == CLDB_OK)
        let error = #expect(throws: EngineError.self) { try LevelDBStore.open(at: path) }
        #expect(error?.code == .locked)
        #expect(error?.message.contains("uses LevelDB itself") == true)
        #expect(error?.path == path + "/LOCK")
        cldb_close(plain)
        try LevelDBStore.open(at: path).close()
    }
}

/// A run of the `flock` command.
private struct Child {
    static let flock = "/usr/bin/flock"

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(_ arguments: [String]) throws {
        process.executableURL = URL(fileURLWithPath: Self.flock)
        process.arguments = arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    var processID: Int32 { process.processIdentifier }

    func waitForOutput() throws { try #require(!output.fileHandleForReading.availableData.isEmpty) }

    func end() {
        input.fileHandleForWriting.closeFile()
        process.waitUntilExit()
    }

    static func run(_ arguments: [String]) throws -> CInt {
        let child = try Child(arguments)
        child.end()
        return child.process.terminationStatus
    }
}
