import Foundation

/// Tells everyone who listens what happened.
///
/// `@unchecked Sendable`: everything that changes is behind the lock.
final class SessionEvents<UserID: Hashable & Sendable>: @unchecked Sendable {
    typealias Event = SessionEvent<UserID>

    /// What a listener that does not keep up may fall behind by before it loses the oldest events.
    static var bufferedCount: Int { 1_024 }

    private let handler: (@Sendable (Event) -> Void)?
    private let lock = NSLock()
    private var listeners: [UUID: AsyncStream<Event>.Continuation] = [:]

    init(handler: (@Sendable (Event) -> Void)?) {
        self.handler = handler
    }

    deinit {
        for listener in listeners.values { listener.finish() }
    }

    /// What happens from now on.
    func stream() -> AsyncStream<Event> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Event.self, bufferingPolicy: .bufferingNewest(Self.bufferedCount))
        let id = UUID()
        continuation.onTermination = { [weak self] _ in self?.remove(id) }
        lock.withLock { listeners[id] = continuation }
        return stream
    }

    /// Tells of events. REQUIRES: no transaction is under way, because a listener may use the database.
    func report(_ events: [Event]) {
        guard !events.isEmpty else { return }
        let listeners = lock.withLock { Array(self.listeners.values) }
        for event in events {
            handler?(event)
            for listener in listeners { listener.yield(event) }
        }
    }

    private func remove(_ id: UUID) {
        // What is removed is released outside the lock.
        _ = lock.withLock { listeners.removeValue(forKey: id) }
    }
}
