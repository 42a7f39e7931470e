import Dispatch
import Foundation
import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

/// A database with a few reader threads, all of which long reads may hold.
private final class BusyReaders: Sendable {
    let db: Database
    private let gates: [DispatchSemaphore]
    private let begun = Guarded(0)
    private let tasks: Guarded<[Task<Void, any Error>]> = Guarded([])

    init(threads: Int) throws {
        var options = DatabaseOptions()
        options.readerThreads = threads
        db = try Database.inMemory(tables: [Counter.table], options: options)
        gates = (0..<threads).map { _ in DispatchSemaphore(value: 0) }
        try db[Counter.self].put(Counter(name: "a", value: 1))
        for gate in gates {
            let task = Task { [db, begun] in
                try await db.read { _ in
                    begun.withLock { $0 += 1 }
                    gate.wait()
                }
            }
            tasks.withLock { $0.append(task) }
        }
    }

    /// Returns when every thread is held.
    func waitUntilBusy() async throws { try await yield { begun.withLock { $0 } == gates.count } }

    func waitForQueue(of count: Int) async throws { try await yield { db.readers.waitingCount == count } }

    /// Ends one of the long reads.
    func release(_ number: Int) { gates[number].signal() }

    func finish() async throws {
        for gate in gates { gate.signal() }
        for task in tasks.withLock({ $0 }) { try await task.value }
    }
}

/// Gives other tasks time until the condition holds.
private func yield(until condition: () -> Bool) async throws {
    struct NeverHappened: Error {}
    let end = ContinuousClock.now + .seconds(1_200)
    while !condition() {
        guard ContinuousClock.now < end else { throw NeverHappened() }
        await Task.yield()
    }
}

@Suite struct ReaderPoolTests {
    @Test func shortReadsPassALongOne() async throws {
        let readers = try BusyReaders(threads: 2)
        let db = readers.db
        try await readers.waitUntilBusy()
        // They wait while both threads are held, and may not be bound to either.
        let reads = (0..<20).map { _ in Task { try await db[Counter.self].where(\.value).above(0).count() } }
        try await readers.waitForQueue(of: 20)
        readers.release(1)
        for read in reads { #expect(try await read.value == 1) }
        #expect(db.readers.waitingCount == 0)
        try await readers.finish()
    }

    @Test func readsAndStreamsAreServedInTheirOrder() async throws {
        let readers = try BusyReaders(threads: 1)
        let db = readers.db
        try await readers.waitUntilBusy()
        let order = Guarded<[Int]>([])
        var reads: [Task<Void, any Error>] = []
        for number in 0..<30 {
            reads.append(
                Task {
                    if number % 3 == 0 {
                        let all = db[Counter.self].all.filter { _ in
                            order.withLock { $0.append(number) }
                            return true
                        }
                        #expect(try await all.toArray().count == 1)
                    } else {
                        try await db.read { _ in order.withLock { $0.append(number) } }
                    }
                })
            try await readers.waitForQueue(of: number + 1)
        }
        try await readers.finish()
        for read in reads { try await read.value }
        #expect(order.withLock { $0 } == Array(0..<30))
    }

    @Test func aReadThatIsCancelledWhileItWaitsEndsAtOnce() async throws {
        let readers = try BusyReaders(threads: 2)
        let db = readers.db
        try await readers.waitUntilBusy()
        let reads = (0..<9).map { _ in Task { try await db.read { tx in try tx[Counter.self].count() } } }
        try await readers.waitForQueue(of: 9)
        for number in [0, 4, 8] {
            reads[number].cancel()
            // Both threads are held still.
            await #expect(throws: CancellationError.self) { try await reads[number].value }
        }
        #expect(db.readers.waitingCount == 6)
        let late = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await db.read { tx in try tx[Counter.self].count() }
        }
        await #expect(throws: CancellationError.self) { try await late.value }
        readers.release(0)
        for number in [1, 2, 3, 5, 6, 7] { #expect(try await reads[number].value == 1) }
        try await readers.finish()
        #expect(try await db.read { tx in try tx[Counter.self].count() } == 1)
    }

    @Test func closingEndsReadsThatWait() async throws {
        let readers = try BusyReaders(threads: 2)
        let db = readers.db
        try await readers.waitUntilBusy()
        let reads = (0..<5).map { _ in Task { try await db.read { tx in try tx[Counter.self].count() } } }
        try await readers.waitForQueue(of: 5)
        let closing = Task { try await db.close() }
        for read in reads {
            // Both threads are held still, and the database waits for them.
            await #expect { try await read.value } throws: { ($0 as? RoostError)?.code == .closed }
        }
        await #expect { try await db.read { _ in } } throws: { ($0 as? RoostError)?.code == .closed }
        try await readers.finish()
        try await closing.value
    }

    /// Reads that come, wait and are cancelled in any order, with as many threads as the seed says.
    @Test(arguments: 1..<5 as Range<Int>)
    func everyThreadIsGivenBack(threads: Int) async throws {
        let pool = ReaderPool(count: threads, label: "test")
        let running = Guarded(0)
        let outcomes = Guarded((done: 0, cancelled: 0))
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<400 {
                let task = Task {
                    do {
                        try await pool.run {
                            let now = running.withLock { running in
                                running += 1
                                return running
                            }
                            #expect(now <= threads)
                            sched_yield()
                            running.withLock { $0 -= 1 }
                        }
                        outcomes.withLock { $0.done += 1 }
                    } catch {
                        outcomes.withLock { $0.cancelled += 1 }
                    }
                }
                if number % 3 == 0 { group.addTask { task.cancel() } }
                group.addTask { await task.value }
            }
        }
        let (done, cancelled) = outcomes.withLock { $0 }
        #expect(done + cancelled == 400 && done >= 266)
        #expect(pool.waitingCount == 0)
        // All of them at once.
        let together = Barrier(threads)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<threads { group.addTask { try await pool.run { together.wait() } } }
            try await group.waitForAll()
        }
    }
}
