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
/// against other processes by `flock` on a file of our own.
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
            guard Self.held.withLock({ $0.insert(identity).inserted }) else { throw Self.locked(path) }
            claimed = identity
            lockFile = try Self.openAndLock(folder, path)
            self.identity = identity
            self.folder = folder
        } catch {
            Self.giveUp(claimed)
            close(folder)
            throw error
        }
    }

    deinit {
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
        let descriptor = openat(folder, fileName, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw EngineError(errno: errno, "open", path + "/" + fileName) }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            if code == EINTR { continue }
            close(descriptor)
            throw code == EWOULDBLOCK ? locked(path) : EngineError(errno: code, "flock", path + "/" + fileName)
        }
        return descriptor
    }

    private static func locked(_ path: String) -> EngineError {
        EngineError(.locked, "the folder is in use by another open store", path: path)
    }
}
