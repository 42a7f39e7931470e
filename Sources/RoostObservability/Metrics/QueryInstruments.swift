#if Observability
import Metrics
import Roost

struct QueryInstruments: Sendable {
    private let count: Counter
    private let tableScans: Counter
    private let slow: CounterFamily
    private let duration: Timer
    private let slowLimit: Duration

    init(_ maker: InstrumentMaker, slowLimit: Duration) {
        count = maker.counter("queries")
        tableScans = maker.counter("queries.table_scans")
        slow = CounterFamily(maker, "queries.slow", dimension: "table")
        duration = maker.timer("query.duration")
        self.slowLimit = slowLimit
    }

    func record(_ report: QueryReport) {
        count.increment()
        duration.record(report.duration)
        if report.duration >= slowLimit { slow.increment(report.table) }
        // The number of all records comes from a counter: that is a plan without conditions, and reads no table.
        if report.isTableScan, report.counts.keysRead > 0 { tableScans.increment() }
    }
}
#endif
