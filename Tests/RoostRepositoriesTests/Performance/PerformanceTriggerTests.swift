import Foundation
import Roost
import RoostEngine
import Testing

@testable import RoostRepositories

@Suite struct PerformanceTriggerTests {
    private struct Own: Error {}

    private let bench = PerformanceBench()

    @Test func aSlowQueryIsToldWithoutItsValues() async throws {
        let (monitor, db) = try bench.open(bench.options(.slowQuery(over: .zero)))
        _ = try await db[Parcel.self].where(\.city).equals("Secretville").toArray()
        _ = try await db[Parcel.self].where(\.city).equals("Hidden").toArray()
        _ = try await db[Parcel.self].where(\.city).equals("Private").toArray()
        #expect(bench.events.count == 1)
        guard case .slowQuery(let query) = bench.events.first else { throw Own() }
        #expect(query.shape == "parcels: index city (city = ?)")
        #expect(query.report.plan.ranges == ["city = \"Secretville\""])
        #expect(query.suppressed == 0)
        #expect(query.limit == .zero)
        let text = bench.take()[0]
        #expect(text.hasPrefix("slow query: "))
        #expect(text.contains(" for parcels: index city (city = ?); 0 keys read, "))
        #expect(!text.contains("Secretville") && !text.contains("\n"))
        bench.clock.advance(60)
        _ = try await db[Parcel.self].where(\.city).equals("Zug").toArray()
        _ = try await db[Parcel.self].all.toArray()
        let later = bench.take()
        #expect(later.count == 2)
        #expect(later[0].hasSuffix("; 2 more not told"))
        #expect(later[1].contains("parcels: table scan"))
        try await monitor.check(db)
        #expect(bench.take() == [])
    }

    @Test func aQuickQueryIsNotTold() throws {
        let (_, db) = try bench.open(bench.options(.slowQuery(over: .seconds(3_600))))
        _ = try db[Parcel.self].all.toArray()
        #expect(bench.take() == [])
    }

    @Test func theActionOfASlowQueryRunsInTheNextCheck() async throws {
        let trigger = PerformanceTrigger.slowQuery(over: .zero) { db, event in
            guard case .slowQuery(let query) = event else { throw Own() }
            // It may use the database.
            try await db[Parcel.self].put(Parcel(7, city: query.shape))
        }
        let (monitor, db) = try bench.open(bench.options(trigger))
        _ = try await db[Parcel.self].where(\.city).equals("Zug").count()
        #expect(try db[Parcel.self].get(7) == nil)
        try await monitor.check(db)
        #expect(try db[Parcel.self].get(7)?.city == "parcels: index city (city = ?)")
        #expect(bench.take().last == "slowQuery acted: 0 B to 0 B on disk in 0.0 µs")
        try await monitor.check(db)
        #expect(bench.take() == [])
    }

    @Test func onlyFailuresOfTheStoreCount() async throws {
        let store = try MeasuredStore()
        let (monitor, db) = try bench.open(bench.options(.errorRate()), store)
        try await db[Parcel.self].put(Parcel(0))
        for _ in 0..<100 {
            #expect(throws: RoostError.self) { try db[Parcel.self].add(Parcel(0)) }
            #expect(throws: Own.self) { try db.write { _ in throw Own() } }
        }
        try await monitor.check(db)
        #expect(bench.take() == [])
        store.failViews(EngineError(.io, "no disk"))
        // One in a hundred is allowed, and there are two hundred and one.
        for _ in 0..<2 { #expect(throws: RoostError.self) { try db.read { _ in } } }
        #expect(bench.take() == [])
        #expect(throws: RoostError.self) { try db.read { _ in } }
        #expect(
            bench.take() == [
                "error rate exceeded: 1.5 % (3 of 204 transactions in 60.0 s, 1.0 % allowed), last io"
            ])
        for _ in 0..<10 { #expect(throws: RoostError.self) { try db.read { _ in } } }
        #expect(bench.take() == [])
        bench.clock.advance(30)
        try await monitor.check(db)
        #expect(bench.take() == [])
        bench.clock.advance(60)
        try await monitor.check(db)
        #expect(
            bench.take() == ["error rate relaxed: 0.0 % (0 of 0 transactions in 60.0 s, 1.0 % allowed), last io"])
        let errors = monitor.snapshot().errors
        #expect(errors == [.primaryKeyExists: 100, .io: 13])
        #expect(monitor.snapshot().otherErrors == 100)
    }

    @Test func aSizeIsCleanedUpOnce() async throws {
        let store = try MeasuredStore()
        let trigger = PerformanceTrigger.size(above: 1_000) { _, _ in store.bytes = 900 }
        let (monitor, db) = try bench.open(bench.options(trigger), store)
        store.bytes = 1_000
        try await monitor.check(db)
        #expect(bench.take() == [])
        store.bytes = 1_200
        try await monitor.check(db)
        #expect(
            bench.take() == [
                "size exceeded: 1.2 kB of 1.0 kB on disk", "size acted: 1.2 kB to 900 B on disk in 0.0 µs",
            ])
        store.bytes = 1_100
        try await monitor.check(db)
        #expect(bench.take() == [])
        store.bytes = 700
        try await monitor.check(db)
        #expect(bench.take() == ["size relaxed: 700 B of 1.0 kB on disk"])
        store.bytes = 2_000_000
        try await monitor.check(db)
        #expect(bench.take().first == "size exceeded: 2.0 MB of 1.0 kB on disk")
    }

    @Test func anActionThatFailsIsToldAndTriedAgainAfterTheCoolDown() async throws {
        let store = try MeasuredStore()
        let trigger = PerformanceTrigger.size(above: 1_000, coolDown: .seconds(30)) { _, _ in throw Own() }
        let (monitor, db) = try bench.open(bench.options(trigger), store)
        store.bytes = 3_000_000_000
        try await monitor.check(db)
        #expect(bench.take() == ["size exceeded: 3.0 GB of 1.0 kB on disk", "size failed: Own"])
        bench.clock.advance(29)
        try await monitor.check(db)
        #expect(bench.take() == [])
        bench.clock.advance(1)
        try await monitor.check(db)
        #expect(bench.take().count == 2)
    }

    @Test func whatCannotBeMeasuredIsTold() async throws {
        let store = try MeasuredStore()
        let (monitor, db) = try bench.open(bench.options(.size()), store)
        store.failSizes(EngineError(.io, "no disk"))
        try await monitor.check(db)
        #expect(bench.take().map { $0.prefix(18) } == ["measure failed: io"])
        try await db.close()
        await #expect { try await monitor.check(db) } throws: { RoostError.Code.closed ~= $0 }
        #expect(bench.take() == [])
    }

    @Test func theDefaultActionEmptiesTheDisk() async throws {
        let folder = TemporaryPlace()
        let time = PerformanceTestClock()
        var options = bench.options(.size(above: 400_000))
        options.stallLimit = .seconds(3_600)
        let monitor = try PerformanceMonitor(options: options, clock: bench.clock)
        var databaseOptions = bench.database(monitor)
        let start = Date(timeIntervalSince1970: 1_800_000_000)
        databaseOptions.clock = { start + time.now.offset / .seconds(1) }
        let db = try Database.open(at: folder.path, tables: [Parcel.table], options: databaseOptions)
        try await db[Parcel.self].bulkPut((0..<500).map { Parcel($0, length: 1_000, until: start + 60) })
        try await db.compact()
        time.advance(61)
        try await monitor.check(db)
        let events = bench.take()
        #expect(events.count == 2)
        #expect(events[0].hasPrefix("size exceeded: "))
        #expect(events[1].hasPrefix("size acted: "))
        #expect(try db.bytesOnDisk() < 320_000)
        #expect(monitor.snapshot().swept == 500)
        try await monitor.check(db)
        #expect(bench.take().map { $0.prefix(12) } == ["size relaxed"])
        try await db.close()
    }
}
