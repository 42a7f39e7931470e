#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension EngineError {
    /// A failed system call.
    init(errno code: CInt, _ call: String, _ path: String) {
        self.init(
            code == ENOTDIR ? .notADirectory : .io, "\(call): \(String(cString: strerror(code)))", path: path)
    }
}

/// A store's folder as the file system sees it.
enum Folder {
    /// Creates the folder, not those above it, unless it exists.
    static func create(_ path: String) throws(EngineError) {
        guard mkdir(path, 0o755) != 0 else { return }
        let code = errno
        guard code == EEXIST else { throw EngineError(errno: code, "mkdir", path) }
    }

    static func holdsStore(_ path: String) -> Bool { access(path + "/CURRENT", F_OK) == 0 }

    /// The sum of the sizes of the files in the folder. A file that vanishes meanwhile counts nothing.
    static func byteCount(_ path: String) throws(EngineError) -> UInt64 {
        guard let directory = opendir(path) else { throw EngineError(errno: errno, "opendir", path) }
        defer { closedir(directory) }
        var total: UInt64 = 0
        while let entry = readdir(directory) {
            var status = stat()
            let found = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: name.pointee)) {
                    fstatat(dirfd(directory), $0, &status, AT_SYMLINK_NOFOLLOW)
                }
            }
            if found == 0, status.st_mode & S_IFMT == S_IFREG { total += UInt64(status.st_size) }
        }
        return total
    }
}
