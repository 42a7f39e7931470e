import Foundation
import Roost
import RoostEngineTesting
import Testing

@testable import RoostRepositories

@Suite(.timeLimit(.minutes(20))) struct SizeHistoryTests {
    private let wall = WallTime()

    private func monitor(_ db: Database, limit: Int = 288) throws -> SizeMonitor {
        var options = SizeMonitorOptions()
        let wall = wall
        options.now = { wall.now }
        options.historyLimit = limit
        return try SizeMonitor(db, options: options, clock: ManualClock())
    }

    @Test func oneSampleForEachFiveMinutesAndNoMoreThanTheLimit() async throws {
        let db = try Database.inMemory(tables: [Coupon.table, SizeMonitor.table], options: wall.options)
        let monitor = try monitor(db, limit: 10)
        let start = wall.now
        for round in 0..<100 {
            try await db[Coupon.self].put(Coupon(round, until: .distantFuture))
            try await monitor.check()
            wall.advance(60)
        }
        let kept = try await monitor.history()
        // Of 20 samples the last ten.
        #expect(kept.map { $0.time.timeIntervalSince(start) } == (10..<20).map { Double($0) * 300 })
        #expect(try await db.records(in: SizeMonitor.table).toArray() == kept)
        #expect(kept.map(\.records) == kept.map(\.records).sorted())
        #expect(kept.last!.storedBytes > kept.first!.storedBytes)
        #expect(kept.first!.storedBytes > 0)
        try await db.close()
    }

    @Test func theDefaultKeepsADay() async throws {
        let db = try Database.inMemory(tables: [SizeMonitor.table], options: wall.options)
        let monitor = try monitor(db)
        let start = wall.now
        try await db.records(in: SizeMonitor.table).bulkPut(
            (0..<300).map {
                SizeSample(time: start + Double($0) * 300, bytesOnDisk: 1, records: 1, storedBytes: 1)
            })
        wall.advance(300 * 300)
        try await monitor.check()
        let kept = try await monitor.history()
        #expect(kept.count == 288)
        #expect(kept.first?.time == start + 13 * 300)
        #expect(kept.last?.time == wall.now)
        #expect(try await db.verify().isSound)
        try await db.close()
    }

    @Test func itSurvivesReopening() async throws {
        let folder = try TemporaryFolder()
        func open() throws -> Database {
            try Database.open(at: folder.path, tables: [Coupon.table, SizeMonitor.table], options: wall.options)
        }
        var db = try open()
        var monitor = try monitor(db)
        for round in 0..<5 {
            try await db[Coupon.self].bulkPut((0..<100).map { Coupon(round * 100 + $0, until: .distantFuture) })
            try await monitor.check()
            wall.advance(300)
        }
        let before = try await monitor.history()
        try await db.close()
        db = try open()
        monitor = try self.monitor(db)
        #expect(try await monitor.history() == before)
        // In the slot of the last sample: nothing new is kept.
        wall.advance(-10)
        try await monitor.check()
        #expect(try await monitor.history() == before)
        wall.advance(10)
        let report = try await monitor.check()
        #expect(try await monitor.history().count == 6)
        let growth = try #require(report.growth)
        #expect(growth.samples == 6)
        #expect(growth.span == 1_500)
        #expect(growth.storedBytesPerHour > 0)
        try await db.close()
    }

    @Test func aClockThatIsSetBackTakesTheFutureWithIt() async throws {
        let db = try Database.inMemory(tables: [SizeMonitor.table], options: wall.options)
        let monitor = try monitor(db)
        let start = wall.now
        for _ in 0..<3 {
            try await monitor.check()
            wall.advance(300)
        }
        wall.advance(-600)
        // Between the first and the second.
        wall.advance(-60)
        let report = try await monitor.check()
        #expect(report.growth?.span == 240)
        #expect(try await monitor.history().map { $0.time.timeIntervalSince(start) } == [0, 240])
        try await db.close()
    }

    @Test func aDatabaseOpenedWithoutTheTableIsAnError() throws {
        let db = try Database.inMemory(tables: [Coupon.table], options: wall.options)
        #expect { try SizeMonitor(db) } throws: { RoostError.Code.tableNotDeclared ~= $0 }
        try db.close()
        #expect { try SizeMonitor(db) } throws: { RoostError.Code.closed ~= $0 }
    }
}
