#if Observability
import Metrics
import Roost

struct SweepInstruments: Sendable {
    private let count: Counter
    private let swept: Counter
    private let duration: Timer
    private let lag: Timer

    init(_ maker: InstrumentMaker) {
        count = maker.counter("sweeps")
        swept = maker.counter("swept")
        duration = maker.timer("sweep.duration")
        lag = maker.timer("sweep.lag")
    }

    func record(_ report: SweepReport) {
        count.increment()
        swept.add(report.swept)
        duration.record(report.duration)
        lag.record(report.lag)
    }
}
#endif
