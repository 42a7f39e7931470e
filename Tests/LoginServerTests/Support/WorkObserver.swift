#if Hummingbird
import Foundation
import Roost

/// What transactions did.
///
/// `@unchecked Sendable`: the counts are only touched under the lock.
final class WorkObserver: DatabaseObserver, @unchecked Sendable {
    private let lock = NSLock()
    private var reports: [TransactionReport] = []

    var writes: Int { lock.withLock { reports.count { $0.kind == .write } } }

    /// By one transaction.
    var mostKeysRead: Int { lock.withLock { reports.map(\.counts.keysRead).max() ?? 0 } }

    func transactionEnded(_ report: TransactionReport) { lock.withLock { reports.append(report) } }

    func forget() { lock.withLock { reports = [] } }
}
#endif
