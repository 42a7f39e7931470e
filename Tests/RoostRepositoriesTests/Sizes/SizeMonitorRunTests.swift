import Foundation
import Roost
import RoostEngine
import RoostEngineTesting
import Testing

@testable import RoostRepositories

@Suite(.timeLimit(.minutes(20))) struct SizeMonitorRunTests {
    private let wall = WallTime()
    private let clock = ManualClock()
    private let log = EventLog<SizeEvent>()
    private let store: ScriptedStore
    private let db: Database
    private let monitor: SizeMonitor

    init() throws {
        store = try ScriptedStore()
        db = try Database.open(
            store, path: nil, tables: [Coupon.table, SizeMonitor.table], options: wall.options)
        var options = SizeMonitorOptions()
        let (wall, log) = (wall, log)
        options.now = { wall.now }
        options.thresholds = [SizeThreshold(bytes: 1_000)]
        monitor = try SizeMonitor(db, options: options, clock: clock) { log.append($0) }
    }

    @Test func itLooksMoreOftenBeforeAThreshold() async throws {
        let run = Task { [monitor] in try await monitor.run() }
        #expect(await clock.sleeper() == .seconds(60))
        // Ten bytes a second: 400 more are there in 40.
        store.bytes = 600
        clock.wake()
        #expect(await clock.sleeper() == .seconds(40))
        store.bytes = 1_001
        store.compact(to: 10)
        clock.wake()
        // From 600 to 1,001, before the cleaning.
        #expect(await clock.sleeper() == .seconds(60))
        clock.wake()
        #expect(await clock.sleeper() == .seconds(60))
        #expect(log.events.count == 3)
        run.cancel()
        try await run.value
    }

    @Test func aClosedDatabaseEndsItAndItsStreams() async throws {
        let stream = monitor.events
        let run = Task { [monitor] in try await monitor.run() }
        store.bytes = 2_000
        _ = await clock.sleeper()
        clock.wake()
        _ = await clock.sleeper()
        try await db.close()
        clock.wake()
        try await run.value
        #expect(await stream.reduce(0) { count, _ in count + 1 } == log.events.count)
        #expect(log.events.count == 2)
    }

    @Test func aRoundThatFailsIsTriedAgain() async throws {
        store.failViews(EngineError(.io, "not now"))
        let run = Task { [monitor] in try await monitor.run() }
        for expected in [1, 2, 4] {
            #expect(await clock.sleeper() == .seconds(expected))
            clock.wake()
        }
        _ = await clock.sleeper()
        let failures = log.take().count { event in
            if case .failed(step: "measure", RoostError.Code.io) = event { true } else { false }
        }
        #expect(failures == 4)
        store.failViews(nil)
        clock.wake()
        #expect(await clock.sleeper() == .seconds(60))
        #expect(log.events.isEmpty)
        run.cancel()
        try await run.value
    }

    @Test func aDatabaseThatTakesNoMoreWritesEndsItWithAnError() async throws {
        store.failCommits(EngineError(.commitUnknown, "no more"))
        let run = Task { [monitor] in try await monitor.run() }
        _ = await clock.sleeper()
        // The round was one all the same.
        guard case .failed(step: "history", RoostError.Code.commitUnknown)? = log.events.first else {
            Issue.record("\(log.events)")
            return
        }
        clock.wake()
        await #expect { try await run.value } throws: { RoostError.Code.poisoned ~= $0 }
    }

    @Test func oneRunAtATime() async throws {
        let run = Task { [monitor] in try await monitor.run() }
        _ = await clock.sleeper()
        await #expect { try await monitor.run() } throws: { MaintenanceError.Code.alreadyRunning ~= $0 }
        run.cancel()
        try await run.value
        let again = Task { [monitor] in try await monitor.run() }
        _ = await clock.sleeper()
        again.cancel()
        try await again.value
    }

    @Test func aTaskThatIsCancelledInAnActionEndsThere() async throws {
        let wall = wall
        var options = SizeMonitorOptions()
        options.now = { wall.now }
        let calls = EventLog<Int>()
        let cancelling = SizeAction.custom("cancel") { report in
            if calls.events.isEmpty { withUnsafeCurrentTask { $0?.cancel() } }
            calls.append(report.bytesOnDisk)
        }
        options.thresholds = [SizeThreshold(bytes: 1_000, actions: [cancelling, .compact])]
        let monitor = try SizeMonitor(db, options: options, clock: clock)
        store.bytes = 2_000
        store.compact(to: 10)
        let run = Task { try await monitor.run() }
        try await run.value
        #expect(store.compactionCount == 0)
        // What was cut short begins again in the next round.
        try await monitor.check()
        #expect(store.compactionCount == 1)
        #expect(calls.events == [2_000, 2_000])
    }
}
