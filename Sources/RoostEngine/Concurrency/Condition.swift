#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A condition variable of one ``Lock``.
///
/// `@unchecked Sendable`: the pointer never changes, and what it points to is only used through pthread calls, which
/// any thread may make.
package final class Condition: @unchecked Sendable {
    private let lock: Lock
    private let condition: UnsafeMutablePointer<pthread_cond_t>

    package init(_ lock: Lock) {
        self.lock = lock
        condition = .allocate(capacity: 1)
        condition.initialize(to: pthread_cond_t())
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        condition.deallocate()
    }

    /// Releases the lock until woken, then holds it again. May wake for no reason: call it in a loop that tests.
    /// REQUIRES: the calling thread holds the lock.
    package func wait() { pthread_cond_wait(condition, lock.mutex) }

    package func signal() { pthread_cond_signal(condition) }

    package func broadcast() { pthread_cond_broadcast(condition) }
}
