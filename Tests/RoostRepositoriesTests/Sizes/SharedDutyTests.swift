import Foundation
import Roost
import RoostEngine
import RoostEngineTesting
import Testing

@testable import RoostRepositories

/// Several monitors with default settings for one database: one cleans up.
@Suite(.timeLimit(.minutes(20))) struct SharedDutyTests {
    private let wall = WallTime()
    private let clock = ManualClock()
    private let store: ScriptedStore

    init() throws { store = try ScriptedStore() }

    private func open(_ observers: [any DatabaseObserver] = []) throws -> Database {
        var options = wall.options
        options.observers = observers
        return try Database.open(store, path: nil, tables: [Coupon.table, SizeMonitor.table], options: options)
    }

    private func monitor(_ db: Database) throws -> SizeMonitor {
        var options = SizeMonitorOptions()
        options.now = { [wall] in wall.now }
        return try SizeMonitor(db, options: options, clock: clock)
    }

    @Test func aSecondMonitorIsRefusedWhileOneRuns() async throws {
        let db = try open()
        let (first, second) = (try monitor(db), try monitor(db))
        store.bytes = 60_000_000
        let run = Task { try await first.run() }
        _ = await clock.sleeper()
        #expect(store.compactionCount == 1)
        await #expect { try await second.run() } throws: { MaintenanceError.Code.alreadyRunning ~= $0 }
        // It measures, and leaves the rest to the one that runs.
        #expect(try await second.check().bytesOnDisk == 60_000_000)
        #expect(store.compactionCount == 1)
        run.cancel()
        try await run.value
        // Then it is the second's turn.
        try await second.check()
        #expect(store.compactionCount == 2)
        let again = Task { try await second.run() }
        _ = await clock.sleeper()
        again.cancel()
        try await again.value
        try await db.close()
    }

    @Test func aMonitorOfAnotherDatabaseIsNotConcerned() async throws {
        let (db, other) = (try open(), try Database.inMemory(tables: [SizeMonitor.table]))
        let first = try monitor(db)
        let run = Task { try await first.run() }
        _ = await clock.sleeper()
        #expect(other.sizeDuty.beginWatching(first))
        #expect(!db.sizeDuty.beginWatching(self.store))
        run.cancel()
        try await run.value
    }

    @Test func aPerformanceMonitorLeavesItToTheSizeMonitor() async throws {
        let performance = try PerformanceMonitor(clock: clock)
        let db = try open([performance])
        let sizes = try monitor(db)
        store.bytes = 60_000_000
        let run = Task { try await sizes.run() }
        _ = await clock.sleeper()
        #expect(store.compactionCount == 1)
        // It tells of the size still.
        let events = performance.events
        try await performance.check(db)
        #expect(store.compactionCount == 1)
        var iterator = events.makeAsyncIterator()
        guard case .sizeExceeded(60_000_000, 50_000_000) = await iterator.next() else {
            Issue.record("no event of the size")
            return
        }
        run.cancel()
        try await run.value
        // Without one, it cleans up itself.
        clock.advance(.seconds(600))
        try await performance.check(db)
        #expect(store.compactionCount == 2)
        try await db.close()
    }
}
