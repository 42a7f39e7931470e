import Roost

/// What watches for the conditions of all triggers. Notices events and never acts itself.
struct PerformanceWatches: Sendable {
    /// An action that waits for the next check.
    struct DueAction: Sendable {
        let trigger: String
        let event: PerformanceEvent
        let action: PerformanceTrigger.Action
        /// The place of the size watch whose action it is.
        var sizeWatch: Int?
    }

    private struct Watched<Watch: Sendable>: Sendable {
        var watch: Watch
        let action: PerformanceTrigger.Action?
    }

    /// Beyond that, no check comes to run them; those that came last are left out.
    private static var dueLimit: Int { 64 }

    private var sizes: [Watched<SizeWatch>] = []
    private var queries: [Watched<SlowQueryWatch>] = []
    private var failures: [Watched<FailureWatch>] = []
    private var latestFailure: RoostError.Code?
    private var due: [DueAction] = []

    init(_ triggers: [PerformanceTrigger]) {
        for trigger in triggers {
            switch trigger.condition {
            case .size(let limit, let relaxedBelow, let coolDown):
                let watch = SizeWatch(above: limit, relaxedBelow: relaxedBelow, coolDown: coolDown)
                sizes.append(Watched(watch: watch, action: trigger.action))
            case .slowQuery(let limit, let quiet):
                queries.append(Watched(watch: SlowQueryWatch(over: limit, quiet: quiet), action: trigger.action))
            case .errorRate(let limit, let window, let minimum, let ignored):
                let watch = FailureWatch(above: limit, window: window, minimum: minimum, ignoring: ignored)
                failures.append(Watched(watch: watch, action: trigger.action))
            }
        }
    }

    var watchesSizes: Bool { !sizes.isEmpty }
    /// What no query that is quicker than this concerns; nil when none does.
    var leastSlowQuery: Duration? { queries.map(\.watch.limit).min() }

    mutating func transaction(_ code: RoostError.Code?, at uptime: Duration) -> [PerformanceEvent] {
        var events: [PerformanceEvent] = []
        for index in failures.indices where failures[index].watch.add(code, at: uptime) {
            latestFailure = code
            failureSignal(index, at: uptime, to: &events)
        }
        return events
    }

    mutating func slowQuery(_ report: QueryReport, _ shape: String, at uptime: Duration) -> [PerformanceEvent] {
        var events: [PerformanceEvent] = []
        for index in queries.indices where report.duration > queries[index].watch.limit {
            guard let suppressed = queries[index].watch.signal(shape, at: uptime) else { continue }
            let event = PerformanceEvent.slowQuery(
                SlowQuery(report: report, shape: shape, limit: queries[index].watch.limit, suppressed: suppressed))
            events.append(event)
            schedule("slowQuery", event, queries[index].action)
        }
        return events
    }

    mutating func size(_ bytes: Int, at uptime: Duration) -> [PerformanceEvent] {
        var events: [PerformanceEvent] = []
        for index in sizes.indices {
            let limit = sizes[index].watch.limit
            switch sizes[index].watch.signal(bytes: bytes, at: uptime) {
            case .exceeded:
                let event = PerformanceEvent.sizeExceeded(bytes: bytes, limit: limit)
                events.append(event)
                schedule("size", event, sizes[index].action, sizeWatch: index)
            case .relaxed: events.append(.sizeRelaxed(bytes: bytes, limit: limit))
            case nil: break
            }
        }
        return events
    }

    /// Looks at the error rates, which change as time goes by.
    mutating func check(at uptime: Duration) -> [PerformanceEvent] {
        var events: [PerformanceEvent] = []
        for index in failures.indices { failureSignal(index, at: uptime, to: &events) }
        return events
    }

    mutating func takeDueActions() -> [DueAction] {
        defer { due = [] }
        return due
    }

    mutating func sizeActionEnded(_ index: Int, at uptime: Duration) { sizes[index].watch.acted(at: uptime) }

    private mutating func failureSignal(_ index: Int, at uptime: Duration, to events: inout [PerformanceEvent]) {
        guard let signal = failures[index].watch.signal(at: uptime) else { return }
        let watch = failures[index].watch
        let rate = ErrorRate(
            transactions: watch.window.counts.transactions, failures: watch.window.counts.failures,
            window: watch.window.length, limit: watch.limit, latest: latestFailure)
        switch signal {
        case .exceeded:
            let event = PerformanceEvent.errorRateExceeded(rate)
            events.append(event)
            schedule("errorRate", event, failures[index].action)
        case .relaxed: events.append(.errorRateRelaxed(rate))
        }
    }

    private mutating func schedule(
        _ trigger: String, _ event: PerformanceEvent, _ action: PerformanceTrigger.Action?, sizeWatch: Int? = nil
    ) {
        guard let action, due.count < Self.dueLimit else { return }
        due.append(DueAction(trigger: trigger, event: event, action: action, sizeWatch: sizeWatch))
    }
}
