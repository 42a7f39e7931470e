import Foundation
import Roost
import RoostEngine
import RoostEngineTesting
import Testing

@testable import RoostRepositories

/// A monitor over a store that is as large as the test says, with marks at 1,000 and 800 bytes.
@Suite(.timeLimit(.minutes(20))) struct SizeMonitorTests {
    private struct Odd: Error {}

    private let wall = WallTime()
    private let clock = ManualClock()
    private let log = EventLog<SizeEvent>()
    private let store: ScriptedStore
    private let db: Database

    init() throws {
        store = try ScriptedStore()
        db = try Database.open(
            store, path: nil, tables: [Coupon.table, SizeMonitor.table], options: wall.options)
    }

    private func monitor(
        _ thresholds: [SizeThreshold] = [SizeThreshold(bytes: 1_000)], shrinkables: [any Shrinkable] = []
    ) throws -> SizeMonitor {
        var options = SizeMonitorOptions()
        let (wall, log) = (wall, log)
        options.now = { wall.now }
        options.thresholds = thresholds
        options.shrinkables = shrinkables
        return try SizeMonitor(db, options: options, clock: clock) { log.append($0) }
    }

    /// The events since the last call, in short.
    private func told() -> [String] {
        log.take().map { event in
            switch event {
            case .exceeded(let threshold, let report): "exceeded \(threshold.bytes) by \(report.bytesOnDisk)"
            case .cleaned(let threshold, let cleaning):
                "cleaned \(threshold.bytes): \(cleaning.steps.map(\.name).joined(separator: ", ")); "
                    + "\(cleaning.bytesBefore) to \(cleaning.bytesAfter)"
            case .relaxed(let threshold, let bytes): "relaxed \(threshold.bytes) at \(bytes)"
            case .failed(let step, let error): "failed \(step): \((error as? RoostError)?.code.description ?? "odd")"
            }
        }
    }

    @Test func belowTheThresholdNothingHappens() async throws {
        let monitor = try monitor()
        store.bytes = 1_000
        let report = try await monitor.check()
        #expect(report.bytesOnDisk == 1_000)
        #expect(told() == [])
        #expect(store.compactionCount == 0)
    }

    @Test func aboveItEverythingIsCleanedUpOnce() async throws {
        struct Spare: Shrinkable {
            func shrink() async throws -> ShrinkReport { ShrinkReport(removed: 3, freedBytes: 300) }
        }
        let monitor = try monitor(shrinkables: [Spare()])
        try await db[Coupon.self].bulkPut((0..<7).map { Coupon($0, until: wall.now) })
        store.bytes = 1_500
        store.compact(to: 700)
        #expect(try await monitor.check().bytesOnDisk == 1_500)
        guard case .cleaned(_, let cleaning)? = log.events.dropFirst().first else {
            Issue.record("\(log.events)")
            return
        }
        #expect(cleaning.freedBytes == 800)
        #expect(cleaning.steps.map(\.removed) == [7, 3, 0])
        #expect(cleaning.steps[0].freedBytes > 7 * 40)
        #expect(cleaning.steps.dropFirst().map(\.freedBytes) == [300, 800])
        #expect(
            told() == [
                "exceeded 1000 by 1500", "cleaned 1000: sweep, shrink Spare, compact; 1500 to 700",
                "relaxed 1000 at 700",
            ])
        try await monitor.check()
        #expect(told() == [])
        #expect(store.compactionCount == 1)
        #expect(try await db.verify().records == 1)
    }

    @Test func aSizeThatSwingsAroundTheThresholdFiresOnce() async throws {
        let monitor = try monitor()
        store.compact(to: 900)
        for size in [1_001, 990, 1_010, 1_001, 850, 1_200] {
            store.bytes = size
            try await monitor.check()
        }
        #expect(told() == ["exceeded 1000 by 1001", "cleaned 1000: sweep, compact; 1001 to 900"])
    }

    @Test func itCleansAgainAfterTheCoolDownIfThatHelped() async throws {
        let monitor = try monitor()
        store.bytes = 3_000
        store.compact(to: 2_000)
        try await monitor.check()
        clock.advance(.seconds(299))
        try await monitor.check()
        #expect(store.compactionCount == 1)
        clock.advance(.seconds(1))
        store.compact(to: 1_990)
        try await monitor.check()
        #expect(store.compactionCount == 2)
        // That was less than a hundredth.
        clock.advance(.seconds(300))
        try await monitor.check()
        #expect(store.compactionCount == 2)
        store.bytes = 2_190
        try await monitor.check()
        #expect(store.compactionCount == 3)
        #expect(
            told() == [
                "exceeded 1000 by 3000", "cleaned 1000: sweep, compact; 3000 to 2000",
                "cleaned 1000: sweep, compact; 2000 to 1990", "cleaned 1000: sweep, compact; 2190 to 1990",
            ])
    }

    @Test func ownActionsRunInTheirPlace() async throws {
        let order = EventLog<String>()
        let (store, clock) = (store, clock)
        let before = SizeAction.custom("before") { report in
            order.append("before at \(report.bytesOnDisk), compacted \(store.compactionCount)")
            clock.advance(.seconds(3))
        }
        let after = SizeAction.custom("after") { _ in
            order.append("after, compacted \(store.compactionCount)")
            store.bytes = 100
        }
        let monitor = try monitor([SizeThreshold(bytes: 1_000, actions: [before, .compact, after])])
        store.bytes = 2_000
        store.compact(to: 1_900)
        try await monitor.check()
        #expect(order.events == ["before at 2000, compacted 0", "after, compacted 1"])
        guard case .cleaned(_, let cleaning)? = log.events.dropFirst().first else {
            Issue.record("\(log.events)")
            return
        }
        #expect(cleaning.duration == .seconds(3))
        #expect(
            cleaning.steps == [
                SizeStep(name: "before", removed: 0, freedBytes: 0, duration: .seconds(3)),
                SizeStep(name: "compact", removed: 0, freedBytes: 100, duration: .zero),
                SizeStep(name: "after", removed: 0, freedBytes: 1_800, duration: .zero),
            ])
    }

    @Test func aStepThatFailsStopsNoOther() async throws {
        struct Stubborn: Shrinkable {
            func shrink() async throws -> ShrinkReport { throw Odd() }
        }
        struct Willing: Shrinkable {
            func shrink() async throws -> ShrinkReport { ShrinkReport(removed: 1, freedBytes: 1) }
        }
        let bad = SizeAction.custom("export") { _ in throw Odd() }
        let monitor = try monitor([SizeThreshold(bytes: 1_000, actions: [bad] + SizeAction.cleanup)])
        await monitor.register(Stubborn())
        await monitor.register(Willing())
        store.bytes = 1_500
        store.failCompactions(EngineError(.io, "no room"))
        try await monitor.check()
        #expect(
            told() == [
                "exceeded 1000 by 1500", "failed export: odd", "failed shrink Stubborn: odd", "failed compact: io",
                "cleaned 1000: sweep, shrink Willing; 1500 to 1500",
            ])
        // Nothing was freed, but that may be because of what failed.
        store.failCompactions(nil)
        store.compact(to: 10)
        clock.advance(.seconds(300))
        try await monitor.check()
        #expect(told().last == "relaxed 1000 at 10")
    }

    /// Its error must not be taken for the end of the one that is watched.
    @Test func anActionMayUseAnotherDatabaseThatIsClosed() async throws {
        let other = try Database.inMemory(tables: [Coupon.table])
        try await other.close()
        let copy = SizeAction.custom("copy") { _ in _ = try await other.sweep() }
        let monitor = try monitor([SizeThreshold(bytes: 1_000, actions: [copy, .compact])])
        store.bytes = 1_500
        try await monitor.check()
        #expect(told().contains("failed copy: closed"))
        #expect(store.compactionCount == 1)
    }

    @Test func thresholdsFireOneByOne() async throws {
        let warn = SizeThreshold(bytes: 500, actions: [])
        let clean = SizeThreshold(bytes: 1_000)
        let last = SizeThreshold(bytes: 2_000)
        let monitor = try monitor([last, warn, clean])
        store.compact(to: 450)
        for size in [600, 900] {
            store.bytes = size
            try await monitor.check()
        }
        #expect(told() == ["exceeded 500 by 600"])
        store.bytes = 2_500
        try await monitor.check()
        // What was done for the second is enough for the third.
        #expect(
            told() == [
                "exceeded 1000 by 2500", "exceeded 2000 by 2500", "cleaned 1000: sweep, compact; 2500 to 450",
                "relaxed 1000 at 450", "relaxed 2000 at 450",
            ])
        store.bytes = 300
        try await monitor.check()
        #expect(told() == ["relaxed 500 at 300"])
        #expect(store.compactionCount == 1)
    }

    @Test func anActionMayCheckAgain() async throws {
        let box = EventLog<SizeMonitor>()
        let again = SizeAction.custom("again") { _ in try await box.events[0].check() }
        let monitor = try monitor([SizeThreshold(bytes: 1_000, actions: [again])])
        box.append(monitor)
        store.bytes = 1_500
        try await monitor.check()
        #expect(told() == ["exceeded 1000 by 1500", "cleaned 1000: again; 1500 to 1500"])
        _ = box.take()
    }

    @Test func roundsAtOnceCleanUpOnce() async throws {
        let monitor = try monitor()
        store.bytes = 1_500
        store.compact(to: 900)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { try await monitor.check() } }
            try await group.waitForAll()
        }
        #expect(told().count == 2)
        #expect(store.compactionCount == 1)
        #expect(try await monitor.history().count == 1)
    }

    @Test func measuringDoesNothing() async throws {
        let monitor = try monitor()
        try await db[Coupon.self].bulkPut((0..<30).map { Coupon($0, until: .distantFuture) })
        store.bytes = 1_500
        let report = try await monitor.measure()
        #expect(report.bytesOnDisk == 1_500)
        #expect(report.records == 30)
        #expect(report.tables.map(\.name).sorted() == ["coupons", "sizeHistory"])
        let coupons = try #require(report.tables.first { $0.name == "coupons" })
        #expect(coupons.records == 30)
        #expect(coupons.indexes.map(\.entries) == [30])
        #expect(coupons.expiring == 30 && coupons.expiryBytes > 0)
        #expect(
            report.storedBytes == coupons.storedBytes + coupons.indexes[0].storedBytes + coupons.expiryBytes)
        #expect(report.growth == nil)
        #expect(told() == [])
        #expect(try await monitor.history() == [])
    }

    @Test(
        "Options out of their domain are errors",
        arguments: [
            { $0.thresholds[0].bytes = 0 },
            { $0.thresholds[0].bytes = .max },
            { $0.thresholds[0].relaxed = 0 },
            { $0.thresholds[0].relaxed = 1 },
            { $0.thresholds[0].relaxed = .nan },
            { $0.thresholds[0].coolDown = .seconds(-1) },
            { $0.interval = .milliseconds(999) },
            { $0.interval = .seconds(86_401) },
            { $0.minimumInterval = .zero },
            { $0.historyInterval = .milliseconds(999) },
            { $0.historyLimit = 1 },
            { $0.historyLimit = 10_001 },
            { $0.sweepBatchSize = 0 },
        ] as [@Sendable (inout SizeMonitorOptions) -> Void])
    func validation(_ change: @Sendable (inout SizeMonitorOptions) -> Void) {
        var options = SizeMonitorOptions()
        change(&options)
        #expect { try SizeMonitor(db, options: options) } throws: { MaintenanceError.Code.invalidArgument ~= $0 }
    }
}
