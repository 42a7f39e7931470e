#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A store's folder as the file system sees it.
enum Folder {
    /// Creates the folder, not those above it, unless it exists.
    static func create(_ path: String) throws(EngineError) {
        guard mkdir(path, 0o755) != 0 else { return }
        let code = errno
        if code == EEXIST { return }
        var error = EngineError(errno: code, "mkdir", path)
        let parent = parent(of: path)
        if code == ENOENT, access(parent, F_OK) != 0, errno == ENOENT {
            error.message = "the parent folder \(parent) does not exist"
        }
        throw error
    }

    static func holdsStore(_ path: String) -> Bool { access(path + "/CURRENT", F_OK) == 0 }

    /// Sees that the folder holds a store, without touching anything.
    static func checkStore(_ path: String) throws(EngineError) {
        guard access(path + "/CURRENT", F_OK) != 0 else { return }
        let code = errno
        if code != ENOENT { throw EngineError(errno: code, "open", path) }
        // Files of a store without CURRENT are more than no store.
        if let file = try? names(in: path).first(where: { isStoreFile($0) && !harmless.contains($0) }) {
            throw incomplete(path, file)
        }
        throw EngineError(.invalidArgument, "there is no store", path: path)
    }

    private static func incomplete(_ path: String, _ file: String) -> EngineError {
        EngineError(
            .corruption, "the folder has files of a store, such as \(file), but the file CURRENT is missing", path: path
        )
    }

    /// Sees that a store can be created in the folder without harm to what is there.
    ///
    /// LevelDB would delete files with names like its own, and nobody expects a store among their documents. So a folder
    /// without a store has to be empty, but for what file systems and desktops put everywhere, and for what a process
    /// left that died while it created a store: there is no record in it yet.
    static func checkCreatable(_ path: String) throws(EngineError) {
        let names = try names(in: path).filter { !harmless.contains($0) }.sorted()
        // Another process may have created the store meanwhile.
        guard let first = names.first, !holdsStore(path) else { return }
        if let file = names.first(where: isStoreFile) { throw incomplete(path, file) }
        let others = names.count > 1 ? " and \(names.count - 1) more" : ""
        throw EngineError(
            .invalidArgument, "the folder is no store and not empty: it holds \(first)\(others)", path: path)
    }

    /// The sum of the sizes of the files in the folder. A file that vanishes meanwhile counts nothing.
    static func byteCount(_ path: String) throws(EngineError) -> UInt64 {
        var total: UInt64 = 0
        try forEachName(in: path) { directory, name in
            var status = stat()
            if fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0, status.st_mode & S_IFMT == S_IFREG {
                total += UInt64(status.st_size)
            }
        }
        return total
    }

    /// Those a process left that died while it created a store are harmless, too.
    private static let harmless: Set<String> = [
        ".", "..", FolderLock.fileName, "LOCK", "lost+found", ".DS_Store", "MANIFEST-000001", "000001.dbtmp",
    ]

    /// Whether LevelDB would take a file for its own.
    private static func isStoreFile(_ name: String) -> Bool {
        if name.hasPrefix("MANIFEST-") { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2 && UInt64(parts[0]) != nil && ["log", "ldb", "sst", "dbtmp"].contains(parts[1])
    }

    private static func names(in path: String) throws(EngineError) -> [String] {
        var names: [String] = []
        try forEachName(in: path) { _, name in names.append(String(cString: name)) }
        return names
    }

    private static func forEachName(
        in path: String, _ body: (_ directory: CInt, UnsafePointer<CChar>) -> Void
    ) throws(EngineError) {
        guard let directory = opendir(path) else { throw EngineError(errno: errno, "opendir", path) }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: name.pointee)) {
                    body(dirfd(directory), $0)
                }
            }
        }
    }

    private static func parent(of path: String) -> String {
        var parts = path.split(separator: "/", omittingEmptySubsequences: true)
        _ = parts.popLast()
        let parent = parts.joined(separator: "/")
        return path.hasPrefix("/") ? "/" + parent : parent.isEmpty ? "." : parent
    }
}
