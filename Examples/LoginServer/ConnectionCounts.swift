#if Hummingbird
import Foundation

/// How many connections each address has.
///
/// `@unchecked Sendable`: the counts are only touched under the lock.
final class ConnectionCounts: @unchecked Sendable {
    private let lock = NSLock()
    private var counts: [ClientAddress: Int] = [:]

    /// Counts one more; false, and counts none, where there would be more than the limit.
    func open(_ address: ClientAddress, limit: Int) -> Bool {
        lock.withLock {
            let count = counts[address, default: 0]
            guard count < limit else { return false }
            counts[address] = count + 1
            return true
        }
    }

    func close(_ address: ClientAddress) {
        lock.withLock {
            let count = counts[address, default: 0]
            counts[address] = count > 1 ? count - 1 : nil
        }
    }
}
#endif
