import Foundation

/// Looks at the memory of this process every millisecond or so, on a thread of its own, and keeps the peak: the system
/// itself keeps that of all resident pages only, mapped files among them.
///
/// `@unchecked Sendable`: everything that changes is behind the lock.
package final class MemoryWatch: @unchecked Sendable {
    private let lock = NSCondition()
    private var peak: ProcessMemory
    private var samples = 0
    private var isEnding = false
    private var hasEnded = false

    /// Begins to look.
    ///
    /// - Parameter baseline: where the peak begins.
    package init(from baseline: ProcessMemory) {
        peak = baseline
        Thread.detachNewThread { [self] in
            while sample() { usleep(1_000) }
        }
    }

    /// Ends, once it has looked a last time.
    ///
    /// - Returns: the greatest memory of each kind, and how often it has looked.
    package func end() -> (peak: ProcessMemory, samples: Int) {
        lock.lock()
        defer { lock.unlock() }
        isEnding = true
        while !hasEnded { lock.wait() }
        return (peak, samples)
    }

    /// Whether it goes on.
    private func sample() -> Bool {
        let now = ProcessMemory.now()
        lock.lock()
        defer { lock.unlock() }
        if let now {
            peak.raise(to: now)
            samples += 1
        }
        hasEnded = isEnding
        lock.broadcast()
        return !hasEnded
    }
}
