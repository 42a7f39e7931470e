import Dispatch
import RoostEngine

/// Removes the keys of cleared tables in the background, in batches small enough that no writer waits long.
final class Reclaimer: Sendable {
    /// Keys removed by one commit.
    private static let batchSize = 2_000

    private struct State {
        var isStopped = false
        /// What the last run has failed with.
        var failure: RoostError?
    }

    private let store: any OrderedStore
    private let pipeline: CommitPipeline
    private let compactor: Compactor
    private let observers: Observers?
    private let queue: DispatchQueue
    private let state = Guarded(State())

    init(
        store: any OrderedStore, pipeline: CommitPipeline, compactor: Compactor, observers: Observers?, label: String
    ) {
        self.store = store
        self.pipeline = pipeline
        self.compactor = compactor
        self.observers = observers
        queue = DispatchQueue(label: "\(label).reclaimer", qos: .utility)
    }

    /// Why the last run did not remove everything; nil when it did, and where that is known from elsewhere: the store
    /// takes no writes any more, or is closed.
    var failure: RoostError? { state.withLock { $0.failure } }

    /// Looks for abandoned tables on the store's own thread.
    func start() {
        queue.async {
            guard !self.isStopped else { return }
            // What cannot be removed now is listed still and is tried again at the next start. Observers are told of it,
            // and `failure` says it.
            try? self.run()
        }
    }

    /// Lets the batch at hand finish and starts no other.
    func stop() {
        state.withLock { $0.isStopped = true }
    }

    /// Waits for the batch at hand. REQUIRES: it is stopped.
    func finish() {
        queue.sync {}
    }

    /// Removes everything that is listed, and waits for it.
    func runNow() throws {
        try queue.sync { try run() }
    }

    var isStopped: Bool { state.withLock { $0.isStopped } }

    private func checkGoingOn() throws {
        if isStopped { throw RoostError(.closed, "the database was closed while cleared tables were removed") }
    }

    private func run() throws {
        var report = ReclaimReport()
        let start = ContinuousClock.now
        do {
            try engine { try removeAll(&report) }
            state.withLock { $0.failure = nil }
        } catch {
            let failure = error as? RoostError ?? RoostError(.io, "removing cleared tables failed", underlying: error)
            let isKnown = failure.code == .closed || pipeline.failure != nil
            if !isKnown {
                state.withLock { $0.failure = failure }
                report.error = failure
            }
            tell(report, since: start)
            throw failure
        }
        tell(report, since: start)
    }

    private func tell(_ report: ReclaimReport, since start: ContinuousClock.Instant) {
        guard let observers, report.keys > 0 || report.tables > 0 || report.error != nil else { return }
        var report = report
        report.duration = ContinuousClock.now - start
        observers.tell(report)
    }

    private func removeAll(_ report: inout ReclaimReport) throws {
        while true {
            try checkGoingOn()
            let tables = try abandonedTables()
            if tables.isEmpty { return }
            for table in tables {
                try remove(table, &report)
                report.tables += 1
            }
        }
    }

    private func remove(_ table: UInt64, _ report: inout ReclaimReport) throws {
        let range = KeyRange(prefix: SystemKeys.prefix(table: table))
        // From behind the last batch: the deleted keys before it would be walked again and again.
        var rest: KeyRange? = range
        while let next = rest {
            try checkGoingOn()
            rest = try removeBatch(of: next, &report)
        }
        // Before it is struck off the list: where this is interrupted, the next start goes on.
        try compactor.compact([range])
        try pipeline.maintain { context in
            context.batch.delete(SystemKeys.abandonedTable(table))
            context.batch.delete(SystemKeys.totals(table))
            context.batch.delete(SystemKeys.autoIncrementLease(table))
            context.batch.delete(SystemKeys.sweptMark(table))
        }
    }

    private func abandonedTables() throws -> [UInt64] {
        let view = try store.makeView()
        defer { view.close() }
        let chunk = EntryChunk()
        let range = KeyRange(prefix: SystemKeys.abandonedTablesPrefix)
        _ = try view.scan(range, .forward, ScanLimit(), keysOnly: true, into: chunk)
        var tables: [UInt64] = []
        for index in 0..<chunk.count {
            let key = chunk.key(at: index)
            tables.append(try UVarint.decode(key, from: SystemKeys.abandonedTablesPrefix.count).value)
        }
        return tables
    }

    /// Removes some keys from the start of the range; returns what is left of it, nil when that is nothing.
    private func removeBatch(of range: KeyRange, _ report: inout ReclaimReport) throws -> KeyRange? {
        let chunk = EntryChunk()
        do {
            let view = try store.makeView()
            defer { view.close() }
            _ = try view.scan(
                range, .forward, ScanLimit(entries: Self.batchSize), keysOnly: true, into: chunk)
        }
        guard chunk.count > 0 else { return nil }
        try pipeline.maintain { context in
            for index in 0..<chunk.count { context.batch.delete(chunk.key(at: index)) }
        }
        report.keys += chunk.count
        return KeyRange(lower: [UInt8](chunk.key(at: chunk.count - 1)) + [0], upper: range.upper)
    }
}
