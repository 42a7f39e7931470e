import Roost
import RoostEngine

/// Keeps everything it is told.
final class RecordingObserver: DatabaseObserver {
    private let told = Guarded<
        (transactions: [TransactionReport], queries: [QueryReport], commits: [CommitReport], sweeps: [SweepReport])
    >(
        ([], [], [], []))

    var transactions: [TransactionReport] { told.withLock { $0.transactions } }
    var queries: [QueryReport] { told.withLock { $0.queries } }
    var commits: [CommitReport] { told.withLock { $0.commits } }
    var sweeps: [SweepReport] { told.withLock { $0.sweeps } }

    func forget() { told.withLock { $0 = ([], [], [], []) } }

    func transactionEnded(_ report: TransactionReport) { told.withLock { $0.transactions.append(report) } }
    func queryEnded(_ report: QueryReport) { told.withLock { $0.queries.append(report) } }
    func commitEnded(_ report: CommitReport) { told.withLock { $0.commits.append(report) } }
    func sweepEnded(_ report: SweepReport) { told.withLock { $0.sweeps.append(report) } }
}
