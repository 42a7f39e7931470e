import Foundation
import Roost
import RoostEngine
import Testing

@testable import RoostRepositories

@Suite struct PerformanceMonitorTests {
    private struct Own: Error {}

    private let bench = PerformanceBench()

    @Test func aSnapshotAddsEverythingUp() async throws {
        var options = bench.options()
        options.stallLimit = .zero
        let (monitor, db) = try bench.open(options)
        try await db[Parcel.self].bulkPut((0..<10).map { Parcel($0) })
        _ = try db[Parcel.self].get(3)
        _ = try await db[Parcel.self].where(\.city).equals("Zug").toArray()
        _ = try await db[Parcel.self].all.count()
        _ = try await db[Parcel.self].where(\.text).startsWith("x").count()
        #expect(throws: Own.self) { try db.write { _ in throw Own() } }
        #expect(throws: RoostError.self) { try db[Parcel.self].add(Parcel(3)) }
        try await db.sweep()
        let snapshot = monitor.snapshot(of: db)
        #expect(snapshot.reads.count == 4)
        #expect(snapshot.reads.failed == 0)
        #expect(snapshot.writes.count == 3)
        #expect(snapshot.writes.failed == 2)
        #expect(snapshot.queries.count == 3)
        // Counting all records reads a counter, and no table.
        #expect(snapshot.tableScans == 1)
        #expect(snapshot.commits.count == 1)
        #expect(snapshot.commits.failed == 0)
        #expect(snapshot.sweeps.count == 1)
        #expect(snapshot.errors == [.primaryKeyExists: 1])
        #expect(snapshot.otherErrors == 1)
        #expect(snapshot.counts.recordsWritten == 10)
        #expect(snapshot.counts.recordsDecoded == 11)
        #expect(snapshot.counts.keysRead == 20)
        #expect(snapshot.committedTransactions == 1)
        #expect(snapshot.committedBytes > 0)
        #expect(snapshot.meanBatchSize == 1)
        #expect(snapshot.stalls == 1)
        #expect(snapshot.openTransactions == 0)
        for operations in [snapshot.reads, snapshot.writes, snapshot.queries, snapshot.commits] {
            #expect(operations.median > .zero && operations.percentile99 <= operations.longest)
            #expect(operations.median <= operations.percentile99 && operations.longest <= operations.total)
        }
        #expect(monitor.snapshot().openTransactions == nil)
        #expect(PerformanceSnapshot().meanBatchSize == 0)
        let lines = snapshot.description.split(separator: "\n")
        #expect(lines.count == 9)
        #expect(lines[0].hasPrefix("reads: 4, 0 failed, median "))
        #expect(lines[7] == "errors: primaryKeyExists 1, other 1")
        #expect(lines[8] == "open transactions: 0")
    }

    @Test func aFailedCommitIsCounted() throws {
        let store = try MeasuredStore()
        let (monitor, db) = try bench.open(bench.options(), store)
        store.failCommits(EngineError(.commitUnknown, "no disk"))
        #expect(throws: RoostError.self) { try db[Parcel.self].put(Parcel(1)) }
        let snapshot = monitor.snapshot()
        #expect(snapshot.commits.failed == 1)
        #expect(snapshot.committedTransactions == 0)
        #expect(snapshot.errors == [.commitUnknown: 1])
    }

    @Test func eachConsumerHasItsOwnStream() async throws {
        var monitor: PerformanceMonitor? = try PerformanceMonitor(
            options: bench.options(.slowQuery(over: .zero, quiet: .zero)), clock: bench.clock)
        let first = try #require(monitor).events
        let second = try #require(monitor).events
        try {
            let db = try Database.inMemory(tables: [Parcel.table], options: bench.database(try #require(monitor)))
            for _ in 0..<70 { _ = try db[Parcel.self].all.count() }
            _ = try db[Parcel.self].where(\.city).equals("Zug").count()
        }()
        monitor = nil
        for stream in [first, second] {
            var events: [PerformanceEvent] = []
            for await event in stream { events.append(event) }
            // The latest, and no more than are kept.
            #expect(events.count == 64)
            guard case .slowQuery(let query) = events.last else { throw Own() }
            #expect(query.shape.contains("index city"))
        }
        #expect(bench.events.count == 71)
    }

    @Test func runChecksUntilTheDatabaseIsClosed() async throws {
        let store = try MeasuredStore()
        let clock = bench.clock
        let trigger = PerformanceTrigger.size(above: 10, coolDown: .seconds(10)) { db, _ in
            if clock.sleepCount >= 6 { try db.close() }
        }
        let (monitor, db) = try bench.open(bench.options(trigger), store)
        store.bytes = 100
        try await monitor.run(db)
        // Every five seconds, and so every second check after the cool-down.
        #expect(clock.sleepCount == 6)
        #expect(bench.events.filter { if case .sizeExceeded = $0 { true } else { false } }.count == 4)
        #expect(throws: RoostError.self) { try db.bytesOnDisk() }
    }

    @Test func runEndsWithItsTask() async throws {
        let (monitor, db) = try bench.open(bench.options(.size()))
        let task = Task { try await monitor.run(db) }
        while bench.clock.sleepCount < 3 { await Task.yield() }
        task.cancel()
        try await task.value
        await Task {
            withUnsafeCurrentTask { $0?.cancel() }
            await #expect(throws: CancellationError.self) { try await monitor.check(db) }
        }.value
        _ = try db.bytesOnDisk()
    }

    @Test func runGoesOnAfterACheckThatFails() async throws {
        let other = try Database.inMemory(tables: [Parcel.table])
        try await other.close()
        let store = try MeasuredStore()
        let clock = bench.clock
        let trigger = PerformanceTrigger.size(above: 10, coolDown: .seconds(10)) { db, _ in
            if clock.sleepCount >= 2 { try db.close() }
            // Whose the closed database is cannot be found out.
            store.failSizes(EngineError(.io, "no disk"))
            defer { store.bytes = 100 }
            _ = try other[Parcel.self].get(1)
        }
        let (monitor, db) = try bench.open(bench.options(trigger), store)
        store.bytes = 100
        let run = Task { try await monitor.run(db) }
        while !bench.events.contains(where: { $0.description.hasPrefix("check failed: ") }) { await Task.yield() }
        store.failSizes(nil)
        try await run.value
        #expect(clock.sleepCount >= 2)
        #expect(throws: RoostError.self) { try db.bytesOnDisk() }
    }

    @Test func runEndsLoudlyWithAClockThatCannotSleep() async throws {
        let monitor = try PerformanceMonitor(options: bench.options(.size()), clock: BrokenClock())
        let db = try Database.inMemory(tables: [Parcel.table], options: bench.database(monitor))
        await #expect(throws: BrokenClock.Broken.self) { try await monitor.run(db) }
    }

    @Test func anotherDatabaseThatIsClosedIsAFailedAction() async throws {
        let other = try Database.inMemory(tables: [Parcel.table])
        try await other.close()
        let store = try MeasuredStore()
        let (monitor, db) = try bench.open(
            bench.options(.size(above: 10) { _, _ in _ = try other[Parcel.self].get(1) }), store)
        store.bytes = 100
        try await monitor.check(db)
        #expect(bench.take().last?.hasPrefix("size failed: closed") == true)
    }

    @Test func theSystemsClockWorksToo() async throws {
        let monitor = try PerformanceMonitor(options: bench.options(.errorRate(above: 0, minimum: 1)))
        let store = try MeasuredStore()
        let db = try Database.open(store, path: nil, tables: [Parcel.table], options: bench.database(monitor))
        store.failViews(EngineError(.io, "no disk"))
        #expect(throws: RoostError.self) { try db.read { _ in } }
        #expect(bench.events.count == 1)
    }

    @Test(
        arguments: [
            .size(above: 0), .size(above: 10, relaxedBelow: 11), .size(above: 10, relaxedBelow: 0),
            .size(coolDown: .seconds(-1)), .slowQuery(over: .seconds(-1)), .slowQuery(quiet: .seconds(-1)),
            .errorRate(above: 1.1), .errorRate(above: -0.1), .errorRate(above: .nan), .errorRate(minimum: 0),
            .errorRate(window: .zero), .errorRate(window: .seconds(86_401)),
        ] as [PerformanceTrigger])
    func aTriggerOutOfItsDomainIsRefused(trigger: PerformanceTrigger) {
        #expect(throws: PerformanceOptionError.self) { try PerformanceMonitor(options: bench.options(trigger)) }
    }

    @Test func anOptionOutOfItsDomainIsRefused() {
        var options = PerformanceMonitorOptions()
        options.interval = .zero
        #expect(throws: PerformanceOptionError.self) { try PerformanceMonitor(options: options) }
        options.interval = .seconds(1)
        options.stallLimit = .seconds(-1)
        #expect(throws: PerformanceOptionError.self) { try PerformanceMonitor(options: options) }
        options.stallLimit = .zero
        #expect(throws: Never.self) { try PerformanceMonitor(options: options) }
        #expect(
            PerformanceMonitorOptions().triggers.map(\.condition) == [
                .size(above: 50_000_000, relaxedBelow: 40_000_000, coolDown: .seconds(600)),
                .slowQuery(over: .milliseconds(100), quiet: .seconds(60)),
                .errorRate(
                    above: 0.01, window: .seconds(60), minimum: 100,
                    ignoring: [.primaryKeyExists, .uniqueViolation, .closed]),
            ])
    }

    @Test func manyThreadsAreCountedExactly() async throws {
        let (monitor, db) = try bench.open(bench.options(.slowQuery(over: .zero, quiet: .zero), .errorRate()))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for number in 0..<50 {
                        try await db[Parcel.self].put(Parcel(task * 50 + number))
                        _ = try await db[Parcel.self].where(\.id).equals(number).count()
                    }
                }
            }
            group.addTask { for _ in 0..<50 { _ = monitor.snapshot(of: db).description } }
            try await group.waitForAll()
        }
        let snapshot = monitor.snapshot()
        #expect(snapshot.writes.count == 400)
        #expect(snapshot.reads.count == 400)
        #expect(snapshot.queries.count == 400)
        #expect(snapshot.committedTransactions == 400)
        #expect(bench.events.count == 400)
    }
}

/// A clock that can tell the time and nothing else.
private struct BrokenClock: Clock {
    struct Broken: Error {}

    var now: ContinuousClock.Instant { ContinuousClock.now }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws { throw Broken() }
}
