import Foundation

/// Tells a handler and any number of streams what happens, without ever waiting for them.
///
/// `@unchecked Sendable`: what changes is only touched under the lock. It is a lock of Foundation, because
/// ThreadSanitizer cannot see that of `Synchronization.Mutex` on Linux.
final class EventBroadcast<Event: Sendable>: @unchecked Sendable {
    /// Events that a stream keeps for a consumer that is slow; beyond that the oldest are lost.
    private let bufferSize: Int
    private let handler: (@Sendable (Event) -> Void)?
    private let lock = NSLock()
    private var subscribers: [UInt64: AsyncStream<Event>.Continuation] = [:]
    private var subscriptionCount: UInt64 = 0

    init(_ handler: (@Sendable (Event) -> Void)?, bufferSize: Int = 64) {
        self.handler = handler
        self.bufferSize = bufferSize
    }

    deinit { finish() }

    /// A stream of what happens from now on.
    func subscribe() -> AsyncStream<Event> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Event.self, bufferingPolicy: .bufferingNewest(bufferSize))
        let id = lock.withLock {
            subscriptionCount += 1
            subscribers[subscriptionCount] = continuation
            return subscriptionCount
        }
        continuation.onTermination = { [weak self] _ in self?.remove(id) }
        return stream
    }

    func send(_ event: Event) {
        handler?(event)
        // Outside the lock: a stream that has ended calls back into `remove`.
        for subscriber in lock.withLock({ Array(subscribers.values) }) { subscriber.yield(event) }
    }

    /// Ends all streams. Those that begin later are not concerned.
    func finish() {
        let ended = lock.withLock {
            defer { subscribers = [:] }
            return Array(subscribers.values)
        }
        for subscriber in ended { subscriber.finish() }
    }

    private func remove(_ id: UInt64) {
        _ = lock.withLock { subscribers.removeValue(forKey: id) }
    }
}
