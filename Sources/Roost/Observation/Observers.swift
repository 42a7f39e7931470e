/// Those who are told what a database does.
final class Observers: Sendable {
    private let observers: [any DatabaseObserver]

    /// Nil when there is nobody to tell.
    init?(_ observers: [any DatabaseObserver]) {
        guard !observers.isEmpty else { return nil }
        self.observers = observers
    }

    func tell(_ report: TransactionReport) {
        for observer in observers { observer.transactionEnded(report) }
    }

    func tell(_ report: QueryReport) {
        for observer in observers { observer.queryEnded(report) }
    }

    func tell(_ report: CommitReport) {
        for observer in observers { observer.commitEnded(report) }
    }

    func tell(_ report: SweepReport) {
        for observer in observers { observer.sweepEnded(report) }
    }
}

extension TransactionContext {
    /// Runs a planned query and tells the observers, if there are some.
    func run<T>(_ specification: QuerySpecification, on table: TableLayout, _ body: (Plan) throws -> T) throws -> T {
        guard let observers else { return try body(try Planner.plan(specification, on: table)) }
        let start = ContinuousClock.now
        let before = counts
        let plan = try Planner.plan(specification, on: table)
        func report(_ error: (any Error)?) {
            observers.tell(
                QueryReport(
                    start: start, duration: ContinuousClock.now - start, counts: counts - before, error: error,
                    run: plan))
        }
        do {
            let result = try body(plan)
            report(nil)
            return result
        } catch {
            report(error)
            throw error
        }
    }
}
