import Foundation

/// When entries were read, until it is written: in memory, and never more than twice a batch.
final class AccessTimes: Sendable {
    private struct State {
        var dates: [String: Date] = [:]
        /// Whether a batch is being written behind the readers' backs.
        var isFlushing = false
    }

    private let batch: Int
    private let state = CacheLocked(State())

    init(batch: Int) {
        self.batch = batch
    }

    /// Notes a read. True when the reader should see to it that a batch is written, which no other does then.
    func note(_ storedKey: String, _ date: Date) -> Bool {
        state.withLock { state in
            if state.dates.count < 2 * batch || state.dates[storedKey] != nil { state.dates[storedKey] = date }
            guard state.dates.count >= batch, !state.isFlushing else { return false }
            state.isFlushing = true
            return true
        }
    }

    /// An entry was written with an access time of its own.
    func forget(_ storedKey: String) {
        state.withLock { $0.dates[storedKey] = nil }
    }

    func forgetAll() {
        state.withLock { $0.dates = [:] }
    }

    /// Hands over everything that was noted.
    func take() -> [String: Date] {
        state.withLock { state in
            defer { state.dates = [:] }
            return state.dates
        }
    }

    func endFlushing() {
        state.withLock { $0.isFlushing = false }
    }
}
