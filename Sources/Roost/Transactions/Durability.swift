/// When a commit is on disk, relative to when it is acknowledged.
///
/// Whatever the level, a transaction is atomic, and everything acknowledged survives a crash of the process. The levels
/// differ in what a crash of the operating system or a power cut may take with it.
public enum Durability: Sendable, Hashable {
    /// Acknowledged means on disk. Concurrent writers share one `fsync`.
    case full
    /// On disk at most this many milliseconds after being acknowledged.
    case interval(milliseconds: Int)
    /// On disk when the operating system writes it, or at the next commit of a stricter level, or at
    /// `Database.close()`.
    case none
}
