import RoostEngine

/// One run of a stream: a view, and how far it has come.
///
/// `@unchecked Sendable`: everything that changes is behind the lock.
final class StreamReading<R: Record>: OpenReading, @unchecked Sendable {
    private static var largestChunk: Int { 256 }

    private enum State {
        case new
        case scanning(TransactionContext, Plan, behind: [UInt8]?)
        /// The primary keys that are left, the next one first.
        case fetching(TransactionContext, Plan, ArraySlice<UnionKeys.Row>)
        case ended
        case closed
    }

    private let database: Database
    private let table: Table<R, R.Key>
    private let specification: QuerySpecification
    private let lock = Lock()
    private var state = State.new
    private var chunkSize = 16
    /// The records that the scan has met, where it may meet one several times.
    private var firstMatches: FirstMatches?
    /// What is still to be told of the run; nil when nobody wants to know, too.
    private var watched: (watch: QueryWatch, plan: Plan)?
    /// What ended it.
    private var failure: (any Error)?

    init(_ database: Database, _ table: Table<R, R.Key>, _ specification: QuerySpecification) {
        self.database = database
        self.table = table
        self.specification = specification
    }

    deinit {
        leave(.ended)
        tell()
    }

    /// The next records; none behind the last one.
    func next() async throws -> [R] {
        do {
            return try await database.readers.run { [self] in
                defer { tell() }
                return try database.gate.pass {
                    try ScopeStack.run(in: database) { try lock.withLock { try readChunk() } }
                }
            }
        } catch {
            // It may have been refused before it read: by the database that is closed, or for a task that is cancelled.
            lock.withLock { leave(.ended, error) }
            tell()
            throw error
        }
    }

    /// Lets go of the view: the database is about to be closed.
    func close() {
        lock.withLock { leave(.closed, Self.closedError) }
    }

    /// Tells the observers of a run that has ended, once. Not under the lock, nor under another one of the database:
    /// what an observer does is not known.
    func tell() {
        let ended = lock.withLock { () -> (watch: QueryWatch, plan: Plan, failure: (any Error)?)? in
            guard !isOpen, let ended = watched else { return nil }
            watched = nil
            return (ended.watch, ended.plan, failure)
        }
        guard let ended else { return }
        ended.watch.tell(of: ended.plan, ended.failure)
    }

    private static var closedError: RoostError { RoostError(.closed, "the database is closed") }

    private var isOpen: Bool {
        switch state {
        case .new, .scanning, .fetching: true
        case .ended, .closed: false
        }
    }

    private func readChunk() throws -> [R] {
        watched?.watch.resume()
        defer { watched?.watch.pause() }
        do {
            if case .new = state { try begin() }
            while true {
                let records: [R]
                switch state {
                case .new, .ended: return []
                case .closed: throw Self.closedError
                case .scanning(let context, let plan, let behind): records = try scan(plan, behind, context)
                case .fetching(let context, let plan, let keys): records = try fetch(keys, plan, context)
                }
                // Closures may have kept none of a chunk.
                if !records.isEmpty { return records }
            }
        } catch {
            leave(.ended, error)
            throw error
        }
    }

    private func begin() throws {
        let context = try database.makeContext()
        do {
            let watch = QueryWatch(context)
            var plan = try context.plan(specification, on: try context.layout(of: table))
            watched = watch.map { ($0, plan) }
            // A closure that keeps nothing would go on to the end for a task that is cancelled.
            if !plan.filters.isEmpty { plan.filters.insert(.isWanted, at: 0) }
            if plan.union.isEmpty, plan.sort.isEmpty {
                state = .scanning(context, plan, behind: nil)
            } else {
                var finder = UnionKeys(plan.asUnion, in: context)
                state = .fetching(context, plan, try finder.find()[...])
            }
        } catch {
            context.end()
            throw error
        }
        database.readings.add(self)
    }

    private func scan(_ plan: Plan, _ behind: [UInt8]?, _ context: TransactionContext) throws -> [R] {
        var records: [R] = []
        var last: [UInt8]?
        let size = growChunk()
        let wanted = Swift.min(size, plan.limit ?? .max)
        var run = QueryRun(plan.limited(to: wanted), in: context)
        run.start = behind
        run.firstMatches = firstMatches
        try run.forEachPlaced { primaryKey, json, position in
            records.append(try context.decode(R.self, from: json, of: primaryKey, in: plan.table))
            if records.count == wanted { last = [UInt8](position) }
            return true
        }
        firstMatches = run.firstMatches
        guard let last, records.count == wanted, plan.limit != wanted else {
            leave(.ended)
            return records
        }
        var rest = plan
        rest.offset = 0
        rest.limit = plan.limit.map { $0 - wanted }
        state = .scanning(context, rest, behind: last)
        return records
    }

    private func fetch(_ keys: ArraySlice<UnionKeys.Row>, _ plan: Plan, _ context: TransactionContext) throws -> [R] {
        var records: [R] = []
        let part = keys.prefix(growChunk())
        var run = QueryRun(plan, in: context)
        let goesOn = try run.forEachRecord(of: part, offset: plan.offset) { primaryKey, json, _ in
            records.append(try context.decode(R.self, from: json, of: primaryKey, in: plan.table))
            return true
        }
        var rest = plan
        rest.offset = run.remainingOffset
        rest.limit = plan.limit.map { $0 - records.count }
        guard goesOn, part.endIndex < keys.endIndex else {
            leave(.ended)
            return records
        }
        state = .fetching(context, rest, keys[part.endIndex...])
        return records
    }

    private func growChunk() -> Int {
        defer { chunkSize = Swift.min(chunkSize * 2, Self.largestChunk) }
        return chunkSize
    }

    /// Ends what has not ended.
    private func leave(_ end: State, _ error: (any Error)? = nil) {
        guard isOpen else { return }
        switch state {
        case .scanning(let context, _, _), .fetching(let context, _, _): context.end()
        default: break
        }
        state = end
        firstMatches = nil
        failure = error
        database.readings.remove(self)
    }
}
