package import RoostEngine

/// A store that fails and waits on command, around one that works.
///
/// `@unchecked Sendable`: every variable is only touched under the lock; the condition and the store below are
/// `Sendable` themselves.
package final class FaultyStore: OrderedStore, @unchecked Sendable {
    package enum Operation: Sendable { case commit, sync, compact }

    /// Whether the operation has taken effect when it fails.
    package enum Moment: Sendable { case before, after }

    private struct Fault {
        let error: EngineError
        let moment: Moment
    }

    private let store: any OrderedStore
    private let lock = Lock()
    private let changed: Condition
    private var faults: [Operation: [Int: Fault]] = [:]
    private var attempts: [Operation: Int] = [:]
    private var isHolding = false
    private var held = 0
    private var isHoldingCompactions = false
    private var heldCompactions = 0
    private var ranges: [KeyRange] = []

    package init(_ store: any OrderedStore) {
        self.store = store
        changed = Condition(lock)
    }

    /// Makes the `number`-th call of an operation, counted from 1 since the store was made, fail.
    package func fail(_ operation: Operation, number: Int, with error: EngineError, _ moment: Moment = .before) {
        lock.withLock { faults[operation, default: [:]][number] = Fault(error: error, moment: moment) }
    }

    /// Calls of an operation so far, failed and waiting ones included.
    package func attemptCount(of operation: Operation) -> Int { lock.withLock { attempts[operation] ?? 0 } }

    /// The ranges that were compacted so far.
    package var compactedRanges: [KeyRange] { lock.withLock { ranges } }

    /// Lets commits wait, before they take effect, until ``releaseCommits()``.
    package func holdCommits() { lock.withLock { isHolding = true } }

    package func releaseCommits() {
        lock.withLock {
            isHolding = false
            changed.broadcast()
        }
    }

    /// Returns once so many commits are waiting.
    package func waitForHeldCommits(_ count: Int = 1) {
        lock.withLock { while held < count { changed.wait() } }
    }

    /// Lets compactions wait, before they take effect, until ``releaseCompactions()``.
    package func holdCompactions() { lock.withLock { isHoldingCompactions = true } }

    package func releaseCompactions() {
        lock.withLock {
            isHoldingCompactions = false
            changed.broadcast()
        }
    }

    /// Returns once so many compactions are waiting.
    package func waitForHeldCompactions(_ count: Int = 1) {
        lock.withLock { while heldCompactions < count { changed.wait() } }
    }

    package func commit(_ batch: WriteBatch, durability: CommitDurability, readSet: ReadSet?) throws {
        let fault = lock.withLock {
            let fault = attempt(.commit)
            held += 1
            changed.broadcast()
            while isHolding { changed.wait() }
            held -= 1
            return fault
        }
        try perform(fault) { try store.commit(batch, durability: durability, readSet: readSet) }
    }

    package func sync() throws {
        let fault = lock.withLock { attempt(.sync) }
        try perform(fault) { try store.sync() }
    }

    package func compact(_ range: KeyRange) throws {
        let fault = lock.withLock {
            let fault = attempt(.compact)
            ranges.append(range)
            heldCompactions += 1
            changed.broadcast()
            while isHoldingCompactions { changed.wait() }
            heldCompactions -= 1
            return fault
        }
        try perform(fault) { try store.compact(range) }
    }

    /// REQUIRES: the lock is held.
    private func attempt(_ operation: Operation) -> Fault? {
        let number = (attempts[operation] ?? 0) + 1
        attempts[operation] = number
        return faults[operation]?[number]
    }

    private func perform(_ fault: Fault?, _ operation: () throws -> Void) throws {
        guard let fault else { return try operation() }
        if fault.moment == .after { try operation() }
        throw fault.error
    }
}

extension FaultyStore {
    package var limits: StoreLimits { store.limits }
    package var callCount: EngineCalls { store.callCount }
    package func makeView() throws -> any ReadView { try store.makeView() }
    package func get(_ key: Span<UInt8>, into chunk: EntryChunk) throws -> Bool { try store.get(key, into: chunk) }
    package func approximateSizes(of ranges: [KeyRange]) throws -> [UInt64] {
        try store.approximateSizes(of: ranges)
    }
    package func property(_ name: String) -> String? { store.property(name) }
    package func bytesOnDisk() throws -> UInt64 { try store.bytesOnDisk() }
    package func close() throws { try store.close() }
}
