#if Observability
import Metrics

/// Makes instruments with the same prefix, dimensions and backend.
struct InstrumentMaker: Sendable {
    let prefix: String
    let dimensions: [(String, String)]
    let factory: any MetricsFactory

    func counter(_ label: String, _ own: (String, String)...) -> Counter {
        Counter(label: "\(prefix).\(label)", dimensions: dimensions + own, factory: factory)
    }

    func timer(_ label: String, _ own: (String, String)...) -> Timer {
        Timer(label: "\(prefix).\(label)", dimensions: dimensions + own, factory: factory)
    }

    func recorder(_ label: String) -> Recorder {
        Recorder(label: "\(prefix).\(label)", dimensions: dimensions, aggregate: true, factory: factory)
    }

    func gauge(_ label: String) -> Gauge {
        Gauge(label: "\(prefix).\(label)", dimensions: dimensions, factory: factory)
    }
}

extension Counter {
    /// Most transactions do only some of what is counted.
    func add(_ number: Int) {
        if number != 0 { increment(by: number) }
    }
}

extension Timer {
    func record(_ duration: Duration) { recordNanoseconds(duration.wholeNanoseconds) }
}
#endif
