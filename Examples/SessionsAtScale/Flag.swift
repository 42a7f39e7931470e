import Foundation

/// Something that has happened, once.
final class Flag: Sendable {
    private let lock = NSLock()
    // Read and written under the lock only.
    nonisolated(unsafe) private var isUp = false

    var isRaised: Bool { lock.withLock { isUp } }

    func raise() {
        lock.withLock { isUp = true }
    }
}
