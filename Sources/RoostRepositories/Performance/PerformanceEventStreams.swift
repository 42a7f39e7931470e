import Foundation

/// Tells a handler and any number of streams what happens, without ever waiting for them.
///
/// `@unchecked Sendable`: what changes is only touched under the lock. It is a lock of Foundation, because
/// ThreadSanitizer cannot see that of `Synchronization.Mutex` on Linux.
final class PerformanceEventStreams: @unchecked Sendable {
    /// Events that a stream keeps for a consumer that is slow; beyond that the oldest are lost.
    static var bufferSize: Int { 64 }

    private let handler: (@Sendable (PerformanceEvent) -> Void)?
    private let lock = NSLock()
    private var continuations: [UInt64: AsyncStream<PerformanceEvent>.Continuation] = [:]
    private var count: UInt64 = 0

    init(_ handler: (@Sendable (PerformanceEvent) -> Void)?) {
        self.handler = handler
    }

    deinit {
        for continuation in continuations.values { continuation.finish() }
    }

    func subscribe() -> AsyncStream<PerformanceEvent> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: PerformanceEvent.self, bufferingPolicy: .bufferingNewest(Self.bufferSize))
        let id = lock.withLock {
            count += 1
            continuations[count] = continuation
            return count
        }
        continuation.onTermination = { [weak self] _ in self?.remove(id) }
        return stream
    }

    func send(_ event: PerformanceEvent) {
        handler?(event)
        // Outside the lock: a stream that has ended calls back into `remove`.
        for continuation in lock.withLock({ Array(continuations.values) }) { continuation.yield(event) }
    }

    private func remove(_ id: UInt64) {
        _ = lock.withLock { continuations.removeValue(forKey: id) }
    }
}
