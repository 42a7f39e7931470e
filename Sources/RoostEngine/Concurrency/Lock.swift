#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A mutual-exclusion lock over `pthread_mutex_t`. Not recursive.
///
/// `Synchronization.Mutex` would be the obvious choice, but on Linux it is built on futexes inside a library that
/// ThreadSanitizer does not instrument, so every value it guards is reported as a race. ThreadSanitizer knows pthreads.
///
/// `@unchecked Sendable`: the pointer never changes, and what it points to is only used through pthread calls, which
/// any thread may make.
package final class Lock: @unchecked Sendable {
    let mutex: UnsafeMutablePointer<pthread_mutex_t>

    package init() {
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    package func withLock<Result: ~Copyable, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        acquire()
        defer { release() }
        return try body()
    }

    func acquire() { pthread_mutex_lock(mutex) }

    func release() { pthread_mutex_unlock(mutex) }
}
