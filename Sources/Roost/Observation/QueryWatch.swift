/// What will be told of one run of a query: how long it was at work, in one go or in several, and what it has read.
struct QueryWatch {
    private let context: TransactionContext
    private let start = ContinuousClock.now
    private let before: TransactionCounts
    private var duration = Duration.zero
    /// Since when it is at work; nil while it pauses.
    private var since: ContinuousClock.Instant?

    /// Begins to measure; nil when nobody wants to know.
    init?(_ context: TransactionContext) {
        guard context.observers != nil || context.queries.slowQueries != nil else { return nil }
        self.context = context
        before = context.counts
        since = start
    }

    mutating func pause() {
        guard let since else { return }
        duration += ContinuousClock.now - since
        self.since = nil
    }

    mutating func resume() { since = .now }

    /// Tells the observers, and remembers the run if it was slow. REQUIRES: it pauses.
    func tell(of plan: Plan, _ error: (any Error)?) {
        let counts = context.counts - before
        context.queries.slowQueries?.note(plan, duration: duration, counts: counts)
        context.observers?.tell(
            QueryReport(start: start, duration: duration, counts: counts, error: error, run: plan))
    }
}

extension TransactionContext {
    /// Runs a planned query and tells the observers, if there are some.
    func run<T>(_ specification: QuerySpecification, on table: TableLayout, _ body: (Plan) throws -> T) throws -> T {
        // The closure of a query may run another.
        let outer = undecided
        defer {
            undecided = outer
            forget()
        }
        guard var watch = QueryWatch(self) else { return try body(try plan(specification, on: table)) }
        let plan = try plan(specification, on: table)
        do {
            let result = try body(plan)
            watch.pause()
            watch.tell(of: plan, nil)
            return result
        } catch {
            watch.pause()
            watch.tell(of: plan, error)
            throw error
        }
    }

    /// Plans a query, unless the database's options forbid it.
    func plan(_ specification: QuerySpecification, on table: TableLayout) throws -> Plan {
        let plan = try Planner.plan(specification, on: table, in: self)
        try queries.check(plan, of: specification)
        try confirmFields(of: specification, on: table)
        return plan
    }
}
