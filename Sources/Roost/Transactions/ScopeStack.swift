import Foundation

/// The databases whose transactions run on the current thread.
///
/// A transaction's closure is synchronous, so it stays on one thread; using the same database again on that thread
/// would wait for itself, or miss the transaction's own writes. Kept per thread and not per task: a task started
/// inside the closure runs elsewhere and may well use the database.
enum ScopeStack {
    private final class Frames {
        var databases: [ObjectIdentifier] = []
        /// Those that are kept out of reach at the moment.
        var keptOut: [ObjectIdentifier] = []
    }

    private static let slot: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key) { frames in
            guard let frames = frames as UnsafeMutableRawPointer? else { return }
            Unmanaged<Frames>.fromOpaque(frames).release()
        }
        return key
    }()

    private static var frames: Frames {
        if let pointer = pthread_getspecific(slot) {
            return Unmanaged<Frames>.fromOpaque(pointer).takeUnretainedValue()
        }
        let frames = Frames()
        pthread_setspecific(slot, Unmanaged.passRetained(frames).toOpaque())
        return frames
    }

    /// Whether a transaction of the database runs on this thread.
    static func contains(_ database: AnyObject) -> Bool {
        frames.databases.contains(ObjectIdentifier(database))
    }

    /// Runs what must not use the database, in a transaction or outside. Does not run it when that is under way already:
    /// what it tried in vain is nothing to be told of.
    static func keepingOut(of database: ObjectIdentifier, _ body: () -> Void) {
        let frames = frames
        guard !frames.keptOut.contains(database) else { return }
        frames.databases.append(database)
        frames.keptOut.append(database)
        defer {
            frames.databases.removeLast()
            frames.keptOut.removeLast()
        }
        body()
    }

    /// Runs the body as part of a transaction of the database.
    static func run<T>(in database: AnyObject, _ body: () throws -> T) throws -> T {
        let frames = frames
        guard !frames.databases.contains(ObjectIdentifier(database)) else {
            throw RoostError(
                .reentrant, "the database was used inside one of its own transactions")
        }
        frames.databases.append(ObjectIdentifier(database))
        defer { frames.databases.removeLast() }
        return try body()
    }
}
