import Foundation
import RoostEngine
import RoostEngineTesting
import Testing

/// What a neighbour on the same machine can do to a store: read nothing, and make it write nowhere else.
@Suite struct FolderProtectionTests {
    /// Every name that LevelDB or Roost opens, creates or removes.
    static let names = [
        "CURRENT", "LOCK", "LOG", "LOG.old", "ROOST.LOCK", "MANIFEST-000001", "MANIFEST-000002", "000001.dbtmp",
        "000002.dbtmp", "000003.log", "000005.ldb", "000005.sst",
    ]

    /// What can be in place of a file.
    enum Intruder: CaseIterable {
        case linkToFile, linkToFolder, danglingLink, pipe, folder

        /// Puts it there. `victim` is a file that nobody may write to.
        func plant(at path: String, victim: String) throws {
            try? FileManager.default.removeItem(atPath: path)
            switch self {
            case .linkToFile: try #require(symlink(victim, path) == 0)
            case .linkToFolder: try #require(symlink("/", path) == 0)
            case .danglingLink: try #require(symlink(victim + ".missing", path) == 0)
            case .pipe: try #require(mkfifo(path, 0o600) == 0)
            case .folder: try #require(mkdir(path, 0o700) == 0)
            }
        }
    }

    private func mode(_ path: String) throws -> mode_t {
        var status = stat()
        try #require(lstat(path, &status) == 0)
        return status.st_mode & 0o7777
    }

    private func expectPrivate(_ path: String) throws {
        #expect(try mode(path) == 0o700)
        let names = try FileManager.default.contentsOfDirectory(atPath: path)
        #expect(names.count >= 5, "\(names)")
        for name in names { #expect(try mode(path + "/" + name) == 0o600, "\(name)") }
    }

    private func refusal(_ path: String, creating: Bool = true) throws -> EngineError {
        var options = LevelDBOptions()
        options.createIfMissing = creating
        return try #require(
            #expect(throws: EngineError.self) { try LevelDBStore.open(at: path, options: options).close() })
    }

    /// A store with a log, a table and a manifest.
    private func makeStore(_ path: String) throws {
        let store = try LevelDBStore.open(at: path)
        try store.commit { $0.put([1], [1]) }
        try store.compact(.all)
        try store.commit { $0.put([2], [2]) }
        try store.close()
    }

    #if os(Linux)
    @Test(arguments: [0, 0o022, 0o027, 0o077, 0o777] as [mode_t])
    func onlyTheOwnerGetsAtAStoreWhateverTheUmask(_ mask: mode_t) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        try onThread(withUmask: mask) {
            var options = LevelDBOptions()
            options.writeBufferBytes = 64 << 10
            let store = try LevelDBStore.open(at: path, options: options)
            try expectPrivate(path)
            for number in UInt8(0)..<40 {
                try store.commit { $0.put([number], Array(repeating: number, count: 10_000)) }
            }
            try store.compact(.all)
            try expectPrivate(path)
            #expect(try FileManager.default.contentsOfDirectory(atPath: path).contains { $0.hasSuffix(".ldb") })
            try store.close()
            try makeStore(path)
            try expectPrivate(path)
        }
    }

    /// Runs `body` on a thread with a umask of its own: that of the process is everybody's.
    private func onThread(withUmask mask: mode_t, _ body: @escaping @Sendable () throws -> Void) throws {
        let outcome = Guarded<Result<Void, any Error>?>(nil)
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            let result = Result {
                // CLONE_FS; the modules of the C library leave the call out.
                let unshare = try #require(dlsym(nil, "unshare"))
                try #require(unsafeBitCast(unshare, to: (@convention(c) (CInt) -> CInt).self)(0x200) == 0)
                _ = umask(mask)
                try body()
            }
            outcome.withLock { $0 = result }
            done.signal()
        }
        thread.start()
        done.wait()
        try outcome.withLock { try $0?.get() }
    }
    #endif

    @Test func whatOthersCouldReadIsClosedToThem() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        try makeStore(path)
        for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            try #require(chmod(path + "/" + name, 0o644) == 0)
        }
        try Data().write(to: URL(fileURLWithPath: path + "/notes.txt"))
        try #require(chmod(path + "/notes.txt", 0o644) == 0)
        try #require(chmod(path, 0o755) == 0)
        let store = try LevelDBStore.open(at: path)
        #expect(try store.value([2]) == [2])
        #expect(try mode(path + "/notes.txt") == 0o644, "a file that is none of the store is left alone")
        try FileManager.default.removeItem(atPath: path + "/notes.txt")
        try expectPrivate(path)
        try store.close()
    }

    /// It would be a surprise in a folder of documents.
    @Test func aFolderThatIsNoStoreKeepsItsPermissions() throws {
        let folder = try TemporaryFolder()
        try Data().write(to: URL(fileURLWithPath: folder.path("a.txt")))
        for creating in [true, false] {
            #expect(try refusal(folder.path, creating: creating).code == .invalidArgument)
            #expect(try mode(folder.path) == 0o755)
        }
    }

    @Test(arguments: [0o770, 0o775, 0o757, 0o777, 0o1777] as [mode_t], [true, false])
    func aFolderThatOthersCanWriteToIsRefused(_ mode: mode_t, _ isStore: Bool) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        if isStore { try makeStore(path) } else { try #require(mkdir(path, 0o700) == 0) }
        let before = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        try #require(chmod(path, mode) == 0)
        for creating in [true, false] {
            let error = try refusal(path, creating: creating)
            #expect(error.code == .unsafeFolder)
            #expect(error.path == path)
            #expect(error.remedy?.contains("chmod 700") == true)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).sorted() == before)
        #expect(try self.mode(path) == mode)
        try #require(chmod(path, 0o700) == 0)
        try LevelDBStore.open(at: path).close()
    }

    @Test(arguments: [0o620, 0o602, 0o666] as [mode_t])
    func aFileThatOthersCanWriteToIsRefused(_ mode: mode_t) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        try makeStore(path)
        for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            try #require(chmod(path + "/" + name, mode) == 0)
            let error = try refusal(path)
            #expect(error.code == .unsafeFolder)
            #expect(error.path == path + "/" + name)
            #expect(error.remedy?.contains("chmod 600") == true)
            try #require(chmod(path + "/" + name, 0o600) == 0)
        }
        try LevelDBStore.open(at: path).close()
    }

    @Test(arguments: names, Intruder.allCases)
    func whatIsNoFileIsRefusedInPlaceOfOne(_ name: String, _ intruder: Intruder) throws {
        let folder = try TemporaryFolder()
        let victim = folder.path("victim")
        try Data("precious".utf8).write(to: URL(fileURLWithPath: victim))
        for (isStore, path) in [(true, folder.path("store")), (false, folder.path("empty"))] {
            if isStore { try makeStore(path) } else { try #require(mkdir(path, 0o700) == 0) }
            try intruder.plant(at: path + "/" + name, victim: victim)
            let before = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
            for creating in [true, false] {
                let error = try refusal(path, creating: creating)
                #expect(error.code == .unsafeFolder, "\(error)")
                #expect(error.path == path + "/" + name)
                #expect(error.remedy?.contains("remove it") == true)
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: path).sorted() == before)
        }
        #expect(try String(contentsOfFile: victim, encoding: .utf8) == "precious")
        #expect(!FileManager.default.fileExists(atPath: victim + ".missing"))
    }

    /// By the user itself, who alone can: no file is written to that the store has not just made.
    @Test(arguments: [true, false]) func aLinkPlantedIntoAnOpenStoreIsReplaced(_ isSymbolic: Bool) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        let victim = folder.path("victim")
        try Data("precious".utf8).write(to: URL(fileURLWithPath: victim))
        var options = LevelDBOptions()
        options.writeBufferBytes = 64 << 10
        let store = try LevelDBStore.open(at: path, options: options)
        for number in 4..<60 {
            for kind in ["log", "ldb", "dbtmp"] {
                let file = path + "/0000" + (number < 10 ? "0" : "") + "\(number).\(kind)"
                if isSymbolic { _ = symlink(victim, file) } else { _ = link(victim, file) }
            }
        }
        for number in UInt8(0)..<100 { try store.commit { $0.put([number], Array(repeating: number, count: 10_000)) } }
        try store.compact(.all)
        #expect(try store.entries().count == 100)
        try store.close()
        #expect(try String(contentsOfFile: victim, encoding: .utf8) == "precious")
    }

    @Test func aLockFileWithAnotherNameElsewhereIsRefused() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        try makeStore(path)
        let victim = folder.path("victim")
        try Data("precious".utf8).write(to: URL(fileURLWithPath: victim))
        try FileManager.default.removeItem(atPath: path + "/ROOST.LOCK")
        try #require(link(victim, path + "/ROOST.LOCK") == 0)
        try #require(chmod(victim, 0o600) == 0)
        let error = try refusal(path)
        #expect(error.code == .unsafeFolder)
        #expect(error.path == path + "/ROOST.LOCK")
        #expect(try String(contentsOfFile: victim, encoding: .utf8) == "precious")
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a folder away"))
    func aFolderOfAnotherUserIsRefused() throws {
        let folder = try TemporaryFolder()
        try makeStore(folder.path("store"))
        try #require(mkdir(folder.path("empty"), 0o700) == 0)
        for path in [folder.path("store"), folder.path("empty")] {
            try #require(chown(path, 12_345, 0) == 0)
            let error = try refusal(path)
            #expect(error.code == .unsafeFolder)
            #expect(error.path == path)
            #expect(error.message.contains("user 12345"))
            #expect(error.remedy?.contains("owner of the folder") == true)
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
    func aFileOfAnotherUserIsRefused() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        try makeStore(path)
        for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            try #require(chown(path + "/" + name, 12_345, 0) == 0)
            let error = try refusal(path)
            #expect(error.code == .unsafeFolder)
            #expect(error.path == path + "/" + name)
            #expect(error.message.contains("user 12345"))
            try #require(chown(path + "/" + name, 0, 0) == 0)
        }
        try Data().write(to: URL(fileURLWithPath: path + "/notes.txt"))
        try #require(chown(path + "/notes.txt", 12_345, 0) == 0)
        try LevelDBStore.open(at: path).close()
    }

    @Test func aFolderIsReachedThroughLinksOfItsUser() throws {
        let folder = try TemporaryFolder()
        try makeStore(folder.path("store"))
        try #require(symlink(folder.path, folder.path("parent")) == 0)
        try #require(symlink("store", folder.path("link")) == 0)
        for path in ["parent/store", "link", "link/", "parent/link"] {
            let store = try LevelDBStore.open(at: folder.path(path))
            try store.commit { $0.put([3], [3]) }
            #expect(try store.value([2]) == [2])
            try store.close()
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a link away"), arguments: ["link", "link/"])
    func aLinkOfAnotherUserIsRefused(_ link: String) throws {
        let folder = try TemporaryFolder()
        try makeStore(folder.path("store"))
        try #require(symlink("store", folder.path("link")) == 0)
        try #require(lchown(folder.path("link"), 12_345, 0) == 0)
        let error = try refusal(folder.path(link))
        #expect(error.code == .unsafeFolder)
        #expect(error.path == folder.path(link))
    }
}
