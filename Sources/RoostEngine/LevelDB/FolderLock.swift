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
    private let descriptor: CInt

    /// REQUIRES: the folder exists.
    init(folder: String) throws(EngineError) {
        let identity = try Self.identity(of: folder)
        guard Self.held.withLock({ $0.insert(identity).inserted }) else { throw Self.locked(folder) }
        do throws(EngineError) {
            descriptor = try Self.openAndLock(folder)
        } catch {
            Self.held.withLock { _ = $0.remove(identity) }
            throw error
        }
        self.identity = identity
    }

    deinit {
        close(descriptor)
        Self.held.withLock { [identity] in _ = $0.remove(identity) }
    }

    private static func identity(of folder: String) throws(EngineError) -> Identity {
        var status = stat()
        guard stat(folder, &status) == 0 else { throw EngineError(errno: errno, "stat", folder) }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw EngineError(.notADirectory, "not a directory", path: folder)
        }
        return Identity(device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(status.st_ino))
    }

    private static func openAndLock(_ folder: String) throws(EngineError) -> CInt {
        let path = folder + "/" + fileName
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw EngineError(errno: errno, "open", path) }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            if code == EINTR { continue }
            close(descriptor)
            throw code == EWOULDBLOCK ? locked(folder) : EngineError(errno: code, "flock", path)
        }
        return descriptor
    }

    private static func locked(_ folder: String) -> EngineError {
        EngineError(.locked, "the folder is in use by another open store", path: folder)
    }
}
