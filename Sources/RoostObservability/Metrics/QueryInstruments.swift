#if Observability
import Metrics
import Roost

struct QueryInstruments: Sendable {
    private let count: Counter
    private let tableScans: Counter
    private let duration: Timer

    init(_ maker: InstrumentMaker) {
        count = maker.counter("queries")
        tableScans = maker.counter("queries.table_scans")
        duration = maker.timer("query.duration")
    }

    func record(_ report: QueryReport) {
        count.increment()
        duration.record(report.duration)
        // The number of all records comes from a counter: that is a plan without conditions, and reads no table.
        if report.isTableScan, report.counts.keysRead > 0 { tableScans.increment() }
    }
}
#endif
