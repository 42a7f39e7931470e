import Foundation
import Roost
import RoostEngine
import RoostEngineTesting
import Testing

@testable import RoostRepositories

@Suite(.timeLimit(.minutes(20))) struct ExpirySweeperTests {
    private let wall = WallTime()
    private let clock = ManualClock()
    private let log = EventLog<SweepEvent>()

    private func database() throws -> Database {
        try Database.inMemory(tables: [Coupon.table], options: wall.options)
    }

    private func sweeper(_ db: Database, _ options: ExpirySweeperOptions = .init()) throws -> ExpirySweeper {
        let log = log
        return try ExpirySweeper(db, options: options, clock: clock) { log.append($0) }
    }

    /// The coupons from one number to another, all due in so many seconds.
    private func coupons(_ ids: Range<Int>, in seconds: TimeInterval) -> [Coupon] {
        ids.map { Coupon($0, until: wall.now + seconds) }
    }

    @Test func itSweepsAtOnceAndAdaptsToWhatItFinds() async throws {
        let db = try database()
        let sweeper = try sweeper(db)
        try await db[Coupon.self].bulkPut(coupons(0..<100, in: 0))
        let run = Task { try await sweeper.run() }
        #expect(await clock.sleeper() == .seconds(2))
        clock.wake()
        #expect(await clock.sleeper() == .seconds(4))
        clock.wake()
        #expect(await clock.sleeper() == .seconds(8))
        wall.advance(8)
        try await db[Coupon.self].bulkPut(coupons(0..<2_000, in: 0))
        clock.wake()
        #expect(await clock.sleeper() == .seconds(2))
        wall.advance(2)
        try await db[Coupon.self].bulkPut(coupons(0..<500, in: 0))
        clock.wake()
        #expect(await clock.sleeper() == .seconds(2))
        run.cancel()
        try await run.value
        let swept = log.events.map { event -> [Int] in
            if case .swept(let report, let next) = event { [report.swept, Int(next / .seconds(1))] } else { [] }
        }
        #expect(swept == [[100, 2], [0, 4], [0, 8], [2_000, 2], [500, 2]])
        #expect(try await db.verify().records == 0)
        try await db.close()
    }

    @Test func aJumpOfTheClockIsFollowedUpSoon() async throws {
        let db = try database()
        let sweeper = try sweeper(db)
        let run = Task { try await sweeper.run() }
        for _ in 0..<4 {
            _ = await clock.sleeper()
            clock.wake()
        }
        #expect(await clock.sleeper() == .seconds(32))
        try await db[Coupon.self].bulkPut(coupons(0..<10, in: 60))
        wall.advance(2 * 86_400)
        clock.wake()
        #expect(await clock.sleeper() == .seconds(1))
        #expect(try await db.verify().records == 10)
        clock.wake()
        _ = await clock.sleeper()
        #expect(try await db.verify().records == 0)
        run.cancel()
        try await run.value
        try await db.close()
    }

    @Test func aClosedDatabaseEndsItAndItsStreams() async throws {
        let db = try database()
        let sweeper = try sweeper(db)
        let stream = sweeper.events
        let run = Task { try await sweeper.run() }
        _ = await clock.sleeper()
        try await db.close()
        clock.wake()
        try await run.value
        #expect(await stream.reduce(0) { count, _ in count + 1 } == 1)
    }

    @Test func anErrorIsToldAndTheSweepTriedAgain() async throws {
        let store = try ScriptedStore()
        let db = try Database.open(store, path: nil, tables: [Coupon.table], options: wall.options)
        try await db[Coupon.self].bulkPut(coupons(0..<10, in: 0))
        let sweeper = try sweeper(db)
        store.failViews(EngineError(.io, "not now"))
        let run = Task { try await sweeper.run() }
        for expected in [1, 2, 4] {
            #expect(await clock.sleeper() == .seconds(expected))
            clock.wake()
        }
        #expect(await clock.sleeper() == .seconds(8))
        #expect(log.take().count { if case .failed(RoostError.Code.io, _) = $0 { true } else { false } } == 4)
        store.failViews(nil)
        clock.wake()
        // Few were found after eight seconds.
        #expect(await clock.sleeper() == .seconds(16))
        #expect(try await db.verify().records == 0)
        run.cancel()
        try await run.value
        try await db.close()
    }

    @Test func aDatabaseThatTakesNoMoreWritesEndsItWithAnError() async throws {
        let store = try ScriptedStore()
        let db = try Database.open(store, path: nil, tables: [Coupon.table], options: wall.options)
        try await db[Coupon.self].bulkPut(coupons(0..<10, in: 0))
        let sweeper = try sweeper(db)
        store.failCommits(EngineError(.commitUnknown, "no more"))
        let run = Task { try await sweeper.run() }
        _ = await clock.sleeper()
        guard case .failed(RoostError.Code.commitUnknown, _)? = log.events.first else {
            Issue.record("\(log.events)")
            return
        }
        clock.wake()
        await #expect { try await run.value } throws: { RoostError.Code.poisoned ~= $0 }
        try? await db.close()
    }

    @Test func aDatabaseThatHasTakenNoMoreWritesBeforeEndsItAtOnce() async throws {
        let store = try ScriptedStore()
        let db = try Database.open(store, path: nil, tables: [Coupon.table], options: wall.options)
        try await db[Coupon.self].bulkPut(coupons(0..<10, in: 0))
        let sweeper = try sweeper(db)
        store.failCommits(EngineError(.io, "no more"))
        await #expect { try await sweeper.run() } throws: { RoostError.Code.poisoned ~= $0 }
        #expect(log.events.isEmpty)
        try? await db.close()
    }

    @Test func oneRunAtATime() async throws {
        let db = try database()
        let sweeper = try sweeper(db)
        let run = Task { try await sweeper.run() }
        _ = await clock.sleeper()
        await #expect { try await sweeper.run() } throws: { MaintenanceError.Code.alreadyRunning ~= $0 }
        run.cancel()
        try await run.value
        // And again, after it.
        let again = Task { try await sweeper.run() }
        _ = await clock.sleeper()
        again.cancel()
        try await again.value
        try await db.close()
    }

    @Test func itSweepsWhileOthersWrite() async throws {
        let db = try database()
        var options = ExpirySweeperOptions()
        options.batchSize = 20
        let sweeper = try sweeper(db, options)
        let run = Task { try await sweeper.run() }
        let waker = Task {
            while !Task.isCancelled {
                clock.wake()
                await Task.yield()
            }
        }
        let now = wall.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    for id in stride(from: writer, to: 800, by: 4) {
                        try await db[Coupon.self].put(Coupon(id, until: id.isMultiple(of: 2) ? now : now + 9))
                    }
                }
            }
            try await group.waitForAll()
        }
        waker.cancel()
        await waker.value
        run.cancel()
        try await run.value
        try await db.sweep()
        let report = try await db.verify()
        #expect(report.problems == [])
        #expect(report.records == 400)
        try await db.close()
    }

    @Test(
        "Options out of their domain are errors",
        arguments: [
            { $0.minimumInterval = .zero },
            { $0.minimumInterval = .seconds(-1) },
            { $0.maximumInterval = .milliseconds(999) },
            { $0.maximumInterval = .seconds(86_401) },
            { $0.batchSize = 0 },
            { $0.batchSize = 1_000_001 },
        ] as [@Sendable (inout ExpirySweeperOptions) -> Void])
    func validation(_ change: @Sendable (inout ExpirySweeperOptions) -> Void) throws {
        let db = try database()
        var options = ExpirySweeperOptions()
        change(&options)
        #expect { try ExpirySweeper(db, options: options) } throws: { MaintenanceError.Code.invalidArgument ~= $0 }
        try db.close()
    }
}
