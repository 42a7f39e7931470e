#if Observability
import Metrics
import Roost

struct TransactionInstruments: Sendable {
    private struct OfKind: Sendable {
        let count: Counter
        let duration: Timer

        init(_ maker: InstrumentMaker, _ kind: TransactionReport.Kind) {
            count = maker.counter("transactions", ("kind", kind.rawValue))
            duration = maker.timer("transaction.duration", ("kind", kind.rawValue))
        }
    }

    private let reads: OfKind
    private let writes: OfKind
    private let keysRead: Counter
    private let recordsRead: Counter
    private let recordsDecoded: Counter
    private let recordsWritten: Counter
    private let indexEntriesWritten: Counter

    init(_ maker: InstrumentMaker) {
        reads = OfKind(maker, .read)
        writes = OfKind(maker, .write)
        keysRead = maker.counter("keys.read")
        recordsRead = maker.counter("records.read")
        recordsDecoded = maker.counter("records.decoded")
        recordsWritten = maker.counter("records.written")
        indexEntriesWritten = maker.counter("index_entries.written")
    }

    func record(_ report: TransactionReport) {
        let kind =
            switch report.kind {
            case .read: reads
            case .write: writes
            }
        kind.count.increment()
        kind.duration.record(report.duration)
        keysRead.add(report.counts.keysRead)
        recordsRead.add(report.counts.recordsRead)
        recordsDecoded.add(report.counts.recordsDecoded)
        recordsWritten.add(report.counts.recordsWritten)
        indexEntriesWritten.add(report.counts.indexEntriesWritten)
    }
}
#endif
