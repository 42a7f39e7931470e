import Foundation

/// A value behind a lock, changed by one thread at a time.
///
/// Over `NSLock`, which ThreadSanitizer can see on Linux; it cannot see `Synchronization.Mutex` there.
///
/// `@unchecked Sendable`: the value is reached only with the lock held, and it is `Sendable` itself.
final class CacheLocked<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) {
        self.value = value
    }

    func withLock<T>(_ body: (inout Value) throws -> T) rethrows -> T {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
