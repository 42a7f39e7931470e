#if Observability
import Metrics
import Roost

struct CommitInstruments: Sendable {
    private let succeeded: Counter
    private let failed: Counter
    private let stalls: Counter
    private let duration: Timer
    private let transactions: Recorder
    private let bytes: Recorder
    private let stallLimit: Duration

    init(_ maker: InstrumentMaker, stallLimit: Duration) {
        succeeded = maker.counter("commits", ("result", "ok"))
        failed = maker.counter("commits", ("result", "failed"))
        stalls = maker.counter("commit.stalls")
        duration = maker.timer("commit.duration")
        transactions = maker.recorder("commit.transactions")
        bytes = maker.recorder("commit.bytes")
        self.stallLimit = stallLimit
    }

    func record(_ report: CommitReport) {
        duration.record(report.duration)
        if report.duration > stallLimit { stalls.increment() }
        guard report.error == nil else { return failed.increment() }
        succeeded.increment()
        transactions.record(report.transactions)
        bytes.record(report.bytes)
    }
}
#endif
