import Dispatch
import Foundation
import RoostEngine

/// Runs write transactions one after another and commits them in groups.
///
/// A closure runs while its transaction has the *turn*, on top of the groups that are not on disk yet; then the
/// transaction joins the open group and passes the turn on. Whoever finds no commit under way leads: it seals the
/// open group, hands it to the engine and tells the members. So closures run while the disk syncs, and all that
/// gather meanwhile share the next sync.
final class CommitPipeline: Sendable {
    /// A group that is this large takes no further members, in bytes of the batch.
    private let groupLimit: Int

    private struct State {
        var open: CommitGroup?
        var sealed: CommitGroup?
        var isLeading = false
        var failure: RoostError?
        /// The failure of a sync that an interval asked for: those whose commits it was to make durable have been
        /// acknowledged, so nobody knows of it.
        var untold: RoostError?
    }

    /// A transaction that has left its turn.
    struct Execution<T> {
        let result: Result<T, any Error>
        /// The group that must be committed before the transaction may be acknowledged.
        let ticket: CommitTicket?
        /// Whether the caller has to lead the commit.
        let leads: Bool
        /// Whether the transaction changed the catalog, so that there may be something to reclaim.
        let changedCatalog: Bool
        let counts: TransactionCounts

        /// The error of a closure that failed by itself: it failed alone, whatever becomes of the group.
        var ownError: (any Error)? {
            if case .failure(let error) = result { error } else { nil }
        }
    }

    private let store: any OrderedStore
    private let published: PublishedCatalog
    private let turn = WriteTurn()
    private let writer: WriterState
    private let clock: WallClock
    private let observers: Observers?
    private let queries: QueryOptions
    private let queue: DispatchQueue
    private let state = Guarded(State())
    /// When the next sync that an interval asked for is due; nil when none is.
    private let nextSync = Guarded<DispatchTime?>(nil)

    init(
        store: any OrderedStore, published: PublishedCatalog, writer: WriterState, clock: WallClock,
        observers: Observers?, queries: QueryOptions, label: String
    ) {
        self.queries = queries
        self.store = store
        groupLimit = min(1 << 20, store.limits.maxBatchBytes - CommitGroup.overhead)
        self.published = published
        self.writer = writer
        self.clock = clock
        self.observers = observers
        self.queue = DispatchQueue(label: "\(label).commit")
    }

    /// Why the store takes no writes any more, if so.
    var failure: RoostError? { state.withLock { $0.failure } }

    /// Why commits that were acknowledged may not be on disk, if so.
    var syncFailure: RoostError? { state.withLock { $0.untold } }

    /// Runs a transaction's closure when its turn comes and lets it join a group.
    func run<T>(
        durability: Durability, as kind: WriteTurn.Kind = .writer, whenCancelled: WhenCancelled = .stops,
        _ body: (WriteContext) throws -> T
    ) throws -> Execution<T> {
        try turn.take(kind) {
            try whenCancelled.check()
            let (layers, pending) = try beginTurn()
            let context = WriteContext(
                store: store, layers: layers, writer: writer, now: clock.now, observers: observers, queries: queries)
            defer { context.end() }
            let value: T
            do {
                value = try body(context)
                context.writeTotals()
                try context.checkBatchLimit()
                try whenCancelled.check()
            } catch {
                return Execution(
                    result: .failure(error), ticket: pending, leads: false, changedCatalog: false,
                    counts: context.counts)
            }
            guard !context.isUnchanged else {
                return Execution(
                    result: .success(value), ticket: pending, leads: false, changedCatalog: false,
                    counts: context.counts)
            }
            let changedCatalog = context.changedCatalog != nil
            let (ticket, leads) = try join(context, durability: durability)
            context.publish(to: writer)
            return Execution(
                result: .success(value), ticket: ticket, leads: leads, changedCatalog: changedCatalog,
                counts: context.counts)
        }
    }

    /// Runs what the store itself writes, such as the removal of cleared tables, and waits for it. Whether the task of a
    /// caller is cancelled is for the upkeep to ask, between two of these.
    func maintain(_ body: (WriteContext) throws -> Void) throws {
        let execution = try run(durability: .none, as: .upkeep, whenCancelled: .goesOn, body)
        if execution.leads { lead() }
        try execution.ticket?.wait()
        try execution.result.get()
    }

    /// Reads or changes the state that transactions hand to each other.
    func withTurn<T>(_ body: (WriterState) throws -> T) rethrows -> T {
        try turn.take(.writer) { try body(writer) }
    }

    private func beginTurn() throws -> (layers: [WriteBatch], pending: CommitTicket?) {
        try state.withLock { state in
            if let failure = state.failure { throw RoostError.poisoned(by: failure) }
            return (
                [state.sealed, state.open].compactMap { $0?.batch }, (state.open ?? state.sealed)?.ticket
            )
        }
    }

    private func join(_ context: WriteContext, durability: Durability) throws -> (CommitTicket, leads: Bool) {
        let effective = context.requiresSync ? .full : durability
        while true {
            let joined = try state.withLock { state -> Joined in
                if let failure = state.failure { throw RoostError.poisoned(by: failure) }
                if let open = state.open, state.isLeading,
                    open.batch.byteCount + context.batch.byteCount > groupLimit
                {
                    return .full(waitFor: (state.sealed ?? open).ticket)
                }
                let group = state.open ?? CommitGroup()
                state.open = group
                group.add(
                    context.batch, durability: effective, catalog: context.changedCatalog, revision: context.revision)
                let leads = !state.isLeading
                state.isLeading = true
                return .member(group.ticket, leads: leads)
            }
            switch joined {
            case .member(let ticket, let leads): return (ticket, leads)
            // Keeps the turn meanwhile. A failure is seen by the next look at the state.
            case .full(let ticket): try? ticket.wait()
            }
        }
    }

    private enum Joined {
        case member(CommitTicket, leads: Bool)
        case full(waitFor: CommitTicket)
    }

    /// Commits the open group. REQUIRES: this caller was told to lead.
    func lead() {
        commitOpenGroup()
        let more = state.withLock { state in
            if state.open == nil { state.isLeading = false }
            return state.open != nil
        }
        // Someone else's group: not on this caller's time.
        if more { queue.async { self.lead() } }
    }

    /// Leads on the store's own thread.
    func leadInBackground() {
        queue.async { self.lead() }
    }

    private func commitOpenGroup() {
        let sealed = state.withLock { state -> CommitGroup? in
            state.sealed = state.open
            state.open = nil
            return state.sealed
        }
        guard let group = sealed else { return }
        if let catalog = group.catalog { published.willCommit(catalog) }
        var failure: RoostError?
        let start = observers == nil ? nil : ContinuousClock.now
        do {
            try store.commit(group.batch, durability: group.isSynced ? .synced : .buffered, readSet: nil)
        } catch let error as EngineError where error.code != .commitUnknown {
            // Refused before anything was written. What followed in memory did not happen, so no more writes.
            failure = .poisoned(by: RoostError(error))
        } catch {
            failure = .commitUnknown(error)
        }
        let duration = start.map { ContinuousClock.now - $0 }
        if let catalog = group.catalog { published.didCommit(catalog, succeeded: failure == nil) }
        // Before anyone is acknowledged: who asks then finds the commit counted.
        if let observers, let duration {
            observers.tell(
                CommitReport(
                    transactions: group.count, bytes: group.batch.byteCount, isSynced: group.isSynced,
                    duration: duration, error: failure))
        }
        let dependents = state.withLock { state -> CommitGroup? in
            state.sealed = nil
            guard let failure else { return nil }
            state.failure = failure
            let open = state.open
            state.open = nil
            return open
        }
        group.ticket.finish(failure)
        if let dependents, let failure { dependents.ticket.finish(.poisoned(by: failure)) }
        if failure == nil, !group.isSynced, let interval = group.syncInterval { scheduleSync(interval) }
    }

    private func scheduleSync(_ milliseconds: Int) {
        let due = DispatchTime.now() + .milliseconds(milliseconds)
        let isEarliest = nextSync.withLock { next in
            if let earlier = next, earlier <= due { return false }
            next = due
            return true
        }
        guard isEarliest else { return }
        queue.asyncAfter(deadline: due) { [weak self] in self?.sync(due: due) }
    }

    private func sync(due: DispatchTime) {
        // A commit with a shorter interval may have brought the sync forward; then there is nothing left to do.
        let isNext = nextSync.withLock { next in
            guard next == due else { return false }
            next = nil
            return true
        }
        guard isNext else { return }
        do {
            try store.sync()
        } catch {
            if (error as? EngineError)?.code != .closed { poison(.commitUnknown(error)) }
        }
    }

    private func poison(_ failure: RoostError) {
        state.withLock { state in
            state.failure = state.failure ?? failure
            state.untold = state.untold ?? failure
        }
    }
}

extension CommitPipeline.Execution: Sendable where T: Sendable {}
