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
    /// The folder itself, held open so that its inode number stays taken even if it is deleted.
    private let folder: CInt
    let lockFile: CInt

    init(folder path: String) throws(EngineError) {
        let folder = try Self.openFolder(path)
        var claimed: Identity?
        do throws(EngineError) {
            let identity = try Self.identity(of: folder, path)
            guard Self.held.withLock({ $0.insert(identity).inserted }) else {
                throw Self.locked(path, by: getpid(), "the folder is open in this process already")
            }
            claimed = identity
            lockFile = try Self.openAndLock(folder, path)
            self.identity = identity
            self.folder = folder
            Self.note("\(getpid())\n", in: lockFile)
        } catch {
            Self.giveUp(claimed)
            close(folder)
            throw error
        }
    }

    deinit {
        Self.note("", in: lockFile)
        // A process being started by another thread may hold a copy of the descriptor, which closing ours leaves locked.
        flock(lockFile, LOCK_UN)
        close(lockFile)
        Self.giveUp(identity)
        close(folder)
    }

    private static func giveUp(_ identity: Identity?) {
        guard let identity else { return }
        held.withLock { _ = $0.remove(identity) }
    }

    private static func openFolder(_ path: String) throws(EngineError) -> CInt {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw EngineError(errno: errno, "open", path) }
        return folder
    }

    private static func identity(of folder: CInt, _ path: String) throws(EngineError) -> Identity {
        var status = stat()
        guard fstat(folder, &status) == 0 else { throw EngineError(errno: errno, "fstat", path) }
        return Identity(device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(status.st_ino))
    }

    private static func openAndLock(_ folder: CInt, _ path: String) throws(EngineError) -> CInt {
        let file = path + "/" + fileName
        let descriptor = openat(folder, fileName, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw EngineError(errno: errno, "open", file) }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            if code == EINTR { continue }
            let holder = holder(in: descriptor)
            close(descriptor)
            throw code == EWOULDBLOCK ? takenElsewhere(path, holder) : EngineError(errno: code, "flock", file)
        }
        return descriptor
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
