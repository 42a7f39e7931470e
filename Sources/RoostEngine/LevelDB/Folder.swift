#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A store's folder, held open: what is asked of its files is asked relative to the descriptor, so that it is one folder
/// all along, whatever its path leads to later.
final class Folder: Sendable {
    /// As it was given.
    let path: String
    let descriptor: CInt

    /// Opens a folder that only its owner, the user of this process, can put files into.
    ///
    /// - Parameter creating: whether it is created, not those above it, unless it exists.
    ///
    /// Errors: `unsafeFolder` for a folder that others can change; `notADirectory`; `invalidArgument` when there is none
    /// and none is to be created; `io`.
    init(_ path: String, creating: Bool) throws(EngineError) {
        self.path = path
        let isNew = creating ? try Self.create(path) : false
        descriptor = try Self.open(path, isNew: isNew, creating: creating)
        // From here on a throw closes the descriptor by deinit.
        if isNew, fchmod(descriptor, 0o700) != 0 { throw EngineError(errno: errno, "chmod", path) }
        try checkProtection()
    }

    deinit { close(descriptor) }

    /// The file's path, for errors.
    func path(_ name: String) -> String { path + "/" + name }

    func holds(_ name: String) -> Bool {
        var status = stat()
        return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0
    }

    /// The sum of the sizes of the files in the folder. A file that vanishes meanwhile counts nothing.
    func byteCount() throws(EngineError) -> UInt64 {
        var total: UInt64 = 0
        for name in try names() {
            var status = stat()
            if fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0, status.st_mode & S_IFMT == S_IFREG {
                total += UInt64(status.st_size)
            }
        }
        return total
    }

    /// What is in the folder, without itself and the one above it.
    func names() throws(EngineError) -> [String] {
        // A descriptor of its own: reading a folder moves a position.
        let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw EngineError(errno: errno, "opendir", path) }
        guard let directory = fdopendir(copy) else {
            let code = errno
            close(copy)
            throw EngineError(errno: code, "opendir", path)
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: name.pointee)) {
                    String(cString: $0)
                }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}

extension Folder {
    /// True when it did not exist.
    private static func create(_ path: String) throws(EngineError) -> Bool {
        guard mkdir(path, 0o700) != 0 else { return true }
        let code = errno
        if code == EEXIST { return false }
        var error = EngineError(errno: code, "mkdir", path)
        let parent = parent(of: path)
        if code == ENOENT, access(parent, F_OK) != 0, errno == ENOENT {
            error.message = "the parent folder \(parent) does not exist"
        }
        throw error
    }

    private static func open(_ path: String, isNew: Bool, creating: Bool) throws(EngineError) -> CInt {
        // A trailing slash would follow a link before anybody has looked at it.
        let place = withoutTrailingSlashes(path)
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
        var folder = openPath(place, flags | O_NOFOLLOW)
        var code = errno
        if folder < 0, code == EACCES, isNew {
            // A umask that takes the owner's rights, too.
            _ = fchmodat(AT_FDCWD, place, 0o700, AT_SYMLINK_NOFOLLOW)
            folder = openPath(place, flags | O_NOFOLLOW)
            code = errno
        }
        // Linux says ENOTDIR of a link that is not to be followed, others ELOOP.
        if folder < 0, code == ENOTDIR || code == ELOOP, try isLink(place, path) {
            folder = openPath(place, flags)
            code = errno
        }
        if folder >= 0 { return folder }
        if code == ENOENT, !creating { throw noStore(path) }
        throw EngineError(errno: code, "open", path)
    }

    /// Whether the last part of a path is a symbolic link that may be followed: one of this user or of root, who could
    /// have named another folder as well.
    private static func isLink(_ place: String, _ path: String) throws(EngineError) -> Bool {
        var status = stat()
        guard lstat(place, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return false }
        guard status.st_uid == geteuid() || status.st_uid == 0 else {
            throw EngineError(
                .unsafeFolder, "the folder is a symbolic link that belongs to user \(status.st_uid)", path: path,
                remedy: "open the folder by its own path, or let this process's user own the link")
        }
        return true
    }

    /// `open` of the operating system, which a method here hides.
    private static func openPath(_ path: String, _ flags: CInt) -> CInt { openat(AT_FDCWD, path, flags) }

    private static func withoutTrailingSlashes(_ path: String) -> String {
        var place = Substring(path)
        while place.count > 1, place.last == "/" { place.removeLast() }
        return String(place)
    }

    private static func parent(of path: String) -> String {
        var parts = path.split(separator: "/", omittingEmptySubsequences: true)
        _ = parts.popLast()
        let parent = parts.joined(separator: "/")
        return path.hasPrefix("/") ? "/" + parent : parent.isEmpty ? "." : parent
    }
}
