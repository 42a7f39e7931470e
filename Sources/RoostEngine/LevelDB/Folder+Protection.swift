#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Who may do what with a store's folder and the files in it.
///
/// Whoever can write to the folder decides what the store holds, and where it writes: a link in place of a file leads its
/// writes elsewhere. So a folder that others can write to is refused, and so is everything in it that is no plain file of
/// this user, where the store's own files have their names. What others can only read is closed to them instead:
/// that is how earlier versions made it.
extension Folder {
    /// Of group and everyone.
    private static let others = mode_t(0o077)
    private static let othersWriting = mode_t(0o022)

    /// Throws `unsafeFolder` unless the folder is this user's and nobody else can write to it.
    func checkProtection() throws(EngineError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw EngineError(errno: errno, "fstat", path) }
        guard status.st_uid == geteuid() else {
            throw unsafe(
                path, "the folder belongs to user \(status.st_uid), and this process runs as user \(geteuid())",
                "run this process as the owner of the folder, root too, or give it a folder of its own")
        }
        guard status.st_mode & Self.othersWriting == 0 else {
            throw unsafe(
                path, "others can write to the folder, and may have put files into it",
                "see that all that is in it is yours and then take the right from them (chmod 700), or open a folder "
                    + "inside it that does not exist yet")
        }
    }

    /// Throws `unsafeFolder` unless everything that has the name of a store's file is a plain file of this user.
    func checkFiles() throws(EngineError) {
        for name in try names() where Self.isStoreFile(name) {
            guard let status = try status(of: name) else { continue }
            try check(status, of: name)
        }
    }

    func check(_ status: stat, of name: String) throws(EngineError) {
        let file = path(name)
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw unsafe(
                file, "there is \(Self.kind(of: status)) in place of a file of the store",
                "remove it, and restore the store from a backup if it lacks the file")
        }
        guard status.st_uid == geteuid() else {
            throw unsafe(
                file, "the file belongs to user \(status.st_uid), and this process runs as user \(geteuid())",
                "remove what is none of the store, or give the folder and its files to one user (chown)")
        }
        guard status.st_mode & Self.othersWriting == 0 else {
            throw unsafe(
                file, "others can write to the file, and may have changed it",
                "see that the store is as you left it and then take the right from them (chmod 600)")
        }
        // Nothing else is written to in place.
        guard name != FolderLock.fileName || status.st_nlink <= 1 else {
            throw unsafe(file, "the file has another name elsewhere (a hard link)", "remove it")
        }
    }

    /// Takes from others the right to read the folder and the store's files. Requires: ``checkProtection()`` and
    /// ``checkFiles()``, so that the names stand for what was checked.
    func tighten() throws(EngineError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw EngineError(errno: errno, "fstat", path) }
        if status.st_mode & Self.others != 0, fchmod(descriptor, status.st_mode & 0o7777 & ~Self.others) != 0 {
            throw EngineError(errno: errno, "chmod", path)
        }
        for name in try names() where Self.isStoreFile(name) {
            guard let status = try self.status(of: name), status.st_mode & Self.others != 0 else { continue }
            // By name: opening LevelDB's lock file and closing it would take the lock from another user of it in this
            // process.
            if fchmodat(descriptor, name, status.st_mode & 0o7777 & ~Self.others, 0) != 0, errno != ENOENT {
                throw EngineError(errno: errno, "chmod", path(name))
            }
        }
    }

    /// Nil for a file that has vanished: another process may have the store open.
    private func status(of name: String) throws(EngineError) -> stat? {
        var status = stat()
        if fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return status }
        if errno == ENOENT { return nil }
        throw EngineError(errno: errno, "fstatat", path(name))
    }

    private static func kind(of status: stat) -> String {
        switch status.st_mode & S_IFMT {
        case S_IFLNK: "a symbolic link"
        case S_IFDIR: "a folder"
        case S_IFIFO: "a pipe"
        case S_IFSOCK: "a socket"
        default: "a device"
        }
    }

    private func unsafe(_ path: String, _ message: String, _ remedy: String) -> EngineError {
        EngineError(.unsafeFolder, message, path: path, remedy: remedy)
    }
}
