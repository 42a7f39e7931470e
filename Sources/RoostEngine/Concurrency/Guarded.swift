/// A value that is only reached while holding the ``Lock`` that belongs to it.
///
/// Stands in for `Synchronization.Mutex`; ``Lock`` says why.
///
/// `@unchecked Sendable`: the value came in as `sending`, is private, and is only touched under the lock; what `body`
/// hands out must again be `sending`.
package final class Guarded<Value>: @unchecked Sendable {
    private let lock = Lock()
    private var value: Value

    package init(_ value: sending Value) { self.value = value }

    package func withLock<Result: ~Copyable, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        lock.acquire()
        defer { lock.release() }
        return try body(&value)
    }
}
