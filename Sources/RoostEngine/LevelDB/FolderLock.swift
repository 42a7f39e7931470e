#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The exclusive right to a store's folder.
///
/// LevelDB's own lock is a `fcntl` lock, which any close of the file anywhere in the process drops, and which knows
/// folders by their path. So the folder is claimed twice more: in a process-wide registry by device and inode, and
/// against other processes by `flock` on a file of our own, in which the holder writes its process id for whoever finds the
/// folder taken. The lock is what counts: the text may be missing, or be that of a process that has died.
final class FolderLock: Sendable {
    static let fileName = "ROOST.LOCK"

    private struct Identity: Hashable {
        let device: UInt64
        let inode: UInt64
    }

    private static let held = Guarded<Set<Identity>>([])

    private let identity: Identity
    /// Held open so that its inode number stays taken even if it is deleted.
    let folder: Folder
    let lockFile: CInt

    init(_ folder: Folder) throws(EngineError) {
        let identity = try Self.identity(of: folder)
        guard Self.held.withLock({ $0.insert(identity).inserted }) else {
            throw Self.locked(folder.path, by: getpid(), "the folder is open in this process already")
        }
        do throws(EngineError) {
            lockFile = try Self.openAndLock(folder)
        } catch {
            Self.giveUp(identity)
            throw error
        }
        self.identity = identity
        self.folder = folder
        Self.note("\(getpid())\n", in: lockFile)
    }

    deinit {
        Self.note("", in: lockFile)
        // A process being started by another thread may hold a copy of the descriptor, which closing ours leaves locked.
        flock(lockFile, LOCK_UN)
        close(lockFile)
        Self.giveUp(identity)
    }

    private static func giveUp(_ identity: Identity) {
        held.withLock { _ = $0.remove(identity) }
    }

    private static func identity(of folder: Folder) throws(EngineError) -> Identity {
        var status = stat()
        guard fstat(folder.descriptor, &status) == 0 else { throw EngineError(errno: errno, "fstat", folder.path) }
        return Identity(device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(status.st_ino))
    }

    private static func openAndLock(_ folder: Folder) throws(EngineError) -> CInt {
        let file = folder.path(fileName)
        // Neither through a link nor waiting for the other end of a pipe.
        let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        let descriptor = openat(folder.descriptor, fileName, flags, 0o600)
        guard descriptor >= 0 else { throw EngineError(errno: errno, "open", file) }
        do throws(EngineError) {
            try protect(descriptor, in: folder)
        } catch {
            close(descriptor)
            throw error
        }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            if code == EINTR { continue }
            let holder = holder(in: descriptor)
            close(descriptor)
            throw code == EWOULDBLOCK ? takenElsewhere(folder.path, holder) : EngineError(errno: code, "flock", file)
        }
        return descriptor
    }

    /// Its text will be replaced, so it must be a file of nobody else; and whoever could open it could hold the lock.
    private static func protect(_ descriptor: CInt, in folder: Folder) throws(EngineError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw EngineError(errno: errno, "fstat", folder.path(fileName)) }
        try folder.check(status, of: fileName)
        guard fchmod(descriptor, 0o600) == 0 else { throw EngineError(errno: errno, "chmod", folder.path(fileName)) }
    }

    private static func takenElsewhere(_ path: String, _ holder: pid_t?) -> EngineError {
        locked(path, by: holder, "the folder is open in \(holder.map { "process \($0)" } ?? "another process")")
    }

    private static func locked(_ path: String, by process: pid_t?, _ message: String) -> EngineError {
        var error = EngineError(.locked, message, path: path)
        error.processID = process
        return error
    }

    /// The process that says it has the folder; nil when that cannot be: a process that has died left the text, and the
    /// holder has not written its own yet, or in a container numbers are others.
    private static func holder(in file: CInt) -> pid_t? {
        var text = [UInt8](repeating: 0, count: 16)
        let count = pread(file, &text, text.count, 0)
        // Digits and a line feed; one longer than what is asked for is none of ours.
        guard count > 0, count < text.count, text[count - 1] == UInt8(ascii: "\n") else { return nil }
        guard let process = pid_t(String(decoding: text[..<(count - 1)], as: UTF8.self)), process > 0 else {
            return nil
        }
        guard process != getpid(), kill(process, 0) == 0 || errno == EPERM else { return nil }
        return process
    }

    /// Replaces the text of the lock file. It is only there to be read by people, so a full disk does not matter.
    private static func note(_ text: String, in file: CInt) {
        guard ftruncate(file, 0) == 0, !text.isEmpty else { return }
        _ = text.withCString { pwrite(file, $0, strlen($0), 0) }
    }
}
