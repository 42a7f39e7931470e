import Foundation

/// Gathers what a handler is told.
///
/// `@unchecked Sendable`: the list is only touched under the lock.
final class EventLog<Event: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var list: [Event] = []

    var events: [Event] { lock.withLock { list } }

    func append(_ event: Event) { lock.withLock { list.append(event) } }

    /// What was told since the last call.
    func take() -> [Event] {
        lock.withLock {
            defer { list = [] }
            return list
        }
    }
}
