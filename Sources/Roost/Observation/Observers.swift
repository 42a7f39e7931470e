/// Those who are told what a database does. While they are told, the database is out of their reach.
///
/// `@unchecked Sendable`: `database` is set once, before the database is handed out.
final class Observers: @unchecked Sendable {
    private let observers: [any DatabaseObserver]
    @exclusivity(unchecked) private var database: ObjectIdentifier?

    /// Nil when there is nobody to tell.
    init?(_ observers: [any DatabaseObserver]) {
        guard !observers.isEmpty else { return nil }
        self.observers = observers
    }

    /// REQUIRES: nobody else has the database yet.
    func observe(_ database: Database) {
        self.database = ObjectIdentifier(database)
    }

    func tell(_ report: TransactionReport) { tellAll { $0.transactionEnded(report) } }
    func tell(_ report: QueryReport) { tellAll { $0.queryEnded(report) } }
    func tell(_ report: CommitReport) { tellAll { $0.commitEnded(report) } }
    func tell(_ report: SweepReport) { tellAll { $0.sweepEnded(report) } }

    private func tellAll(_ tell: (any DatabaseObserver) -> Void) {
        guard let database else { return }
        ScopeStack.keepingOut(of: database) {
            for observer in observers { tell(observer) }
        }
    }
}

extension TransactionContext {
    /// Runs a planned query and tells the observers, if there are some.
    func run<T>(_ specification: QuerySpecification, on table: TableLayout, _ body: (Plan) throws -> T) throws -> T {
        defer { forget() }
        guard observers != nil || queries.slowQueries != nil else {
            return try body(try plan(specification, on: table))
        }
        let start = ContinuousClock.now
        let before = counts
        let plan = try plan(specification, on: table)
        func report(_ error: (any Error)?) {
            let duration = ContinuousClock.now - start
            queries.slowQueries?.note(plan, duration: duration, counts: counts - before)
            observers?.tell(
                QueryReport(start: start, duration: duration, counts: counts - before, error: error, run: plan))
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

    private func plan(_ specification: QuerySpecification, on table: TableLayout) throws -> Plan {
        let plan = try Planner.plan(specification, on: table, in: self)
        try queries.check(plan)
        return plan
    }
}
