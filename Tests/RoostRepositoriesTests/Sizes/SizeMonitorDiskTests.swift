import Foundation
import Roost
import RoostEngineTesting
import Testing

@testable import RoostRepositories

/// The same over files, with marks at 2 MB and 1.6 MB.
@Suite(.timeLimit(.minutes(20))) struct SizeMonitorDiskTests {
    private let wall = WallTime()
    private let clock = ManualClock()
    private let log = EventLog<SizeEvent>()
    private let folder: TemporaryFolder
    private let db: Database
    private let monitor: SizeMonitor

    init() throws {
        folder = try TemporaryFolder()
        var options = wall.options
        options.writeBufferBytes = 512 << 10
        options.maxFileBytes = 1 << 20
        db = try Database.open(at: folder.path, tables: [Coupon.table, SizeMonitor.table], options: options)
        var monitored = SizeMonitorOptions()
        let (wall, log) = (wall, log)
        monitored.now = { wall.now }
        monitored.thresholds = [SizeThreshold(bytes: 2_000_000)]
        monitor = try SizeMonitor(db, options: monitored, clock: clock) { log.append($0) }
    }

    /// About a megabyte for each thousand.
    private func put(_ ids: Range<Int>, until: Date) async throws {
        try await Self.put(ids, until: until, in: db)
    }

    private static func put(_ ids: Range<Int>, until: Date, in db: Database) async throws {
        for start in stride(from: ids.lowerBound, to: ids.upperBound, by: 200) {
            let end = min(start + 200, ids.upperBound)
            try await db[Coupon.self].bulkPut((start..<end).map { Coupon($0, until: until, length: 1_000) })
        }
    }

    @Test func expiredRecordsAreCleanedUpAndTheFilesShrink() async throws {
        try await put(0..<3_000, until: wall.now + 60)
        try await put(3_000..<3_500, until: .distantFuture)
        wall.advance(60)
        let report = try await monitor.check()
        #expect(report.bytesOnDisk > 2_000_000)
        guard log.events.count == 3, case .exceeded = log.events[0], case .cleaned(_, let cleaning) = log.events[1],
            case .relaxed(_, let bytes) = log.events[2]
        else {
            Issue.record("\(log.events)")
            return
        }
        #expect(cleaning.steps.map(\.name) == ["sweep", "compact"])
        #expect(cleaning.steps[0].removed == 3_000)
        #expect(cleaning.bytesAfter == bytes)
        #expect(bytes < 1_600_000)
        // What is on disk is what the event says.
        #expect(try db.bytesOnDisk() <= UInt64(bytes))
        #expect(try await db[Coupon.self].count() == 500)
        #expect(try await db.verify().problems == [])
        try await db.close()
    }

    /// What is left is just below the lower mark, or between the marks: LevelDB's log comes and goes on top of it.
    @Test(arguments: [1_350, 1_650])
    func aFreshlyCompactedStoreDoesNotFlap(live: Int) async throws {
        try await put(0..<live, until: .distantFuture)
        try await db.compact()
        try await monitor.check()
        #expect(log.events.isEmpty)
        // Each round writes as much again as fills the log, and leaves the records as they were.
        var sizes: [Int] = []
        for _ in 0..<12 {
            try await put(0..<600, until: .distantFuture)
            sizes.append(try await monitor.check().bytesOnDisk)
        }
        #expect(sizes.contains { $0 > 2_000_000 })
        let exceeded = log.events.count { if case .exceeded = $0 { true } else { false } }
        let cleaned = log.events.count { if case .cleaned = $0 { true } else { false } }
        #expect(exceeded == 1)
        #expect(cleaned == 1)
        // After the cool-down, once more.
        clock.advance(.seconds(300))
        for _ in 0..<12 {
            try await put(0..<600, until: .distantFuture)
            try await monitor.check()
        }
        #expect(log.events.count { if case .cleaned = $0 { true } else { false } } == 2)
        try await db.close()
    }

    @Test func itWorksWhileOthersWrite() async throws {
        let run = Task { [monitor] in try await monitor.run() }
        let waker = Task { [clock] in
            while !Task.isCancelled {
                clock.wake()
                await Task.yield()
            }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            let past = wall.now - 1
            for writer in 0..<3 {
                group.addTask { [db] in
                    try await Self.put(writer * 1_000..<(writer + 1) * 1_000, until: past, in: db)
                }
            }
            try await group.waitForAll()
        }
        waker.cancel()
        await waker.value
        run.cancel()
        try await run.value
        let exceeded = log.events.count { if case .exceeded = $0 { true } else { false } }
        #expect(exceeded >= 1)
        #expect(!log.events.contains { if case .failed = $0 { true } else { false } })
        try await db.sweep()
        let report = try await db.verify()
        #expect(report.problems == [])
        let kept = try await monitor.history().count
        #expect(report.records == kept)
        try await db.close()
    }
}
