import Foundation
import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

@Suite struct SweepTests {
    @Test func aSweepReportsWhatItDid() throws {
        let store = try ExpiringStore()
        try store.tickets.bulkPut((0..<1_200).map { store.ticket($0, in: 10) })
        try store.tickets.bulkPut((1_200..<1_300).map { store.ticket($0, in: 100) })
        store.clock.advance(12)
        let report = try store.db.sweep()
        #expect(report.swept == 1_200)
        #expect(report.batches == 3)
        #expect(report.lag == .seconds(2))
        #expect(report.jsonBytes > 1_200 * 50)
        #expect(!report.isPostponed)
        #expect(try store.db.sweep().swept == 0)
        #expect(try store.db.sweep().batches == 0)
        #expect(try store.tickets.count() == 100)
        #expect(try store.db.verify().problems == [])
        #expect(try store.db.verify().records == 100)
    }

    @Test func aSweepGoesOnWhereTheOneBeforeEnded() throws {
        let folder = try TemporaryFolder()
        let clock = TestClock()
        func open() throws -> Database {
            try Database.open(at: folder.path, tables: [Ticket.table], options: clock.options)
        }
        var db = try open()
        try db[Ticket.self].put(Ticket(id: 1, code: "a", owner: "x", until: clock.now + 1))
        try db[Ticket.self].put(Ticket(id: 2, code: "b", owner: "x", until: clock.now + 50))
        clock.advance(2)
        #expect(try db.sweep().swept == 1)
        try db.close()
        db = try open()
        #expect(try db[Ticket.self].count() == 1)
        // Below the mark: it is lowered, and the record is swept.
        try db[Ticket.self].put(Ticket(id: 3, code: "c", owner: "x", until: clock.now - 100))
        try db[Ticket.self].put(Ticket(id: 4, code: "d", owner: "x", until: clock.now - 50))
        #expect(try db[Ticket.self].count() == 1)
        #expect(try db[Ticket.self].where(\.owner).equals("x").count() == 1)
        #expect(try db.verify().problems == [])
        try db.close()
        db = try open()
        #expect(try db[Ticket.self].count() == 1)
        #expect(try db.sweep().swept == 2)
        #expect(try db.verify().problems == [])
        try db.close()
    }

    @Test func aClockThatStartsEarlierLosesNothing() throws {
        let folder = try TemporaryFolder()
        let clock = TestClock()
        var db = try Database.open(at: folder.path, tables: [Ticket.table], options: clock.options)
        try db[Ticket.self].put(Ticket(id: 1, code: "a", owner: "x", until: clock.now + 1))
        clock.advance(2)
        try db.sweep()
        try db.close()
        // Another process, whose clock is an hour behind.
        clock.advance(-3_600)
        db = try Database.open(at: folder.path, tables: [Ticket.table], options: clock.options)
        try db[Ticket.self].put(Ticket(id: 2, code: "b", owner: "x", until: clock.now + 10))
        #expect(try db[Ticket.self].count() == 1)
        clock.advance(10)
        #expect(try db[Ticket.self].count() == 0)
        #expect(try db.sweep().swept == 1)
        #expect(try db.verify().problems == [])
        try db.close()
    }

    @Test func aJumpOfTheClockIsBelievedTheSecondTime() throws {
        let store = try ExpiringStore()
        try store.tickets.put(store.ticket(1, in: 10))
        #expect(try store.db.sweep().swept == 0)
        store.clock.advance(2 * 86_400)
        #expect(try store.db.sweep().isPostponed)
        let report = try store.db.sweep()
        #expect(report.swept == 1)
        #expect(!report.isPostponed)
    }

    @Test func misuseIsAnError() throws {
        let store = try ExpiringStore()
        expectCode(.invalidArgument) { _ = try store.db.sweep(batchSize: 0) }
        try store.db.write { _ in
            expectCode(.reentrant) { _ = try store.db.sweep() }
        }
    }

    @Test func sweepingWhileOthersWrite() async throws {
        let store = try ExpiringStore()
        try await store.tickets.bulkPut((0..<2_000).map { store.ticket($0, in: 1) })
        store.clock.advance(1)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await store.db.sweep(batchSize: 50) }
            group.addTask { try await store.db.sweep(batchSize: 70) }
            for writer in 0..<4 {
                group.addTask {
                    for id in stride(from: writer, to: 2_000, by: 4) {
                        try await store.tickets.put(store.ticket(id, in: id.isMultiple(of: 2) ? nil : 0))
                    }
                }
            }
            try await group.waitForAll()
        }
        let live = try await store.tickets.count()
        #expect(live == 1_000)
        try await store.db.sweep()
        let report = try await store.db.verify()
        #expect(report.problems == [])
        #expect(report.records == 1_000)
    }

    @Test func aClockThatIsWrongForAMomentEmptiesNoStore() throws {
        let store = try ExpiringStore()
        try store.tickets.put(store.ticket(1, in: 86_400))
        store.clock.advance(400 * 86_400)
        #expect(try store.db.sweep().isPostponed)
        store.clock.advance(-400 * 86_400)
        #expect(try store.db.sweep().swept == 0)
        #expect(try store.db.verify().records == 1)
    }

    @Test func rowsWithOneTimeMayBeInSeveralBatches() throws {
        let store = try ExpiringStore()
        try store.tickets.bulkPut((0..<100).map { store.ticket($0, in: 1) })
        store.clock.advance(1)
        let report = try store.db.sweep(batchSize: 30)
        #expect(report.swept == 100)
        #expect(report.batches == 4)
        #expect(try store.db.verify().records == 0)
        #expect(try store.db.verify().problems == [])
    }

    @Test func largeRecordsMakeSmallBatches() throws {
        let store = try ExpiringStore()
        try store.tickets.bulkPut(
            (0..<20).map { id in
                var ticket = store.ticket(id, in: 1)
                ticket.tags = (0..<2_000).map { "\(id) \($0) " + String(repeating: "x", count: 60) }
                return ticket
            })
        store.clock.advance(1)
        let report = try store.db.sweep()
        #expect(report.swept == 20)
        #expect(report.batches > 2)
        #expect(try store.db.verify().problems == [])
    }

    @Test func aRecordThatCannotBeReadDoesNotStopTheOthers() throws {
        let store = try ExpiringStore()
        try store.tickets.bulkPut((0..<10).map { store.ticket($0, in: Double(1 + $0)) })
        try store.timed.put(store.ticket(1, in: nil), timeToLive: 1)
        let key = try store.db.read { tx throws in
            let table = try tx.context.layout(of: Ticket.table)
            return table.records.prefix + (try table.encode(4))
        }
        try store.db.store.commit { $0.put(key, [0xFF, 0, 0]) }
        store.clock.advance(20)
        for _ in 0..<2 {
            let report = try store.db.sweep(batchSize: 3)
            #expect(report.unreadable == 1)
        }
        #expect(try store.timed.count() == 0)
        #expect(try store.tickets.count() == 0)
        #expect(try store.db.verify().records == 1)
    }

    @Test func onlyEmptiedRangesAreCompacted() throws {
        let clock = TestClock()
        let store = FaultyStore(try LevelDBStore.inMemory())
        let db = try Database.open(store, path: nil, tables: [Ticket.table], options: clock.options)
        // Records with three index entries each and a row of the queue; a third of them stays, at the end of the table.
        try db[Ticket.self].bulkPut(
            (0..<15_000).map { id in
                Ticket(
                    id: id, code: "c\(10_000 + id)", owner: id < 10_000 ? "ann" : "bob",
                    until: id < 10_000 ? clock.now + 1 : nil)
            })
        clock.advance(1)
        let report = try db.sweep()
        #expect(report.swept == 10_000)
        #expect(report.compacted)
        #expect(try db.verify().problems == [])
        let layout = try db.read { tx throws in try tx.context.layout(of: Ticket.table) }
        let ranges = store.compactedRanges
        // Nobody has tags, and so no entries there.
        #expect(ranges.count == 5)
        #expect(ranges[0].lower == layout.records.prefix + (try layout.encode(0)))
        #expect(ranges[0].upper == layout.records.prefix + (try layout.encode(9_999)) + [0])
        #expect(try db.sweep().compacted == false, "what was compacted counts no more")
    }

    @Test func aCancelledSweepStopsAfterItsBatch() async throws {
        let clock = TestClock()
        let store = FaultyStore(try LevelDBStore.inMemory())
        let db = try Database.open(store, path: nil, tables: [Ticket.table], options: clock.options)
        try await db[Ticket.self].bulkPut((0..<10).map { Ticket(id: $0, code: "c\($0)", owner: "x", until: clock.now) })
        store.holdCommits()
        let sweep = Task { try await db.sweep(batchSize: 2) }
        await awaitBlocking { store.waitForHeldCommits() }
        sweep.cancel()
        store.releaseCommits()
        await #expect(throws: CancellationError.self) { try await sweep.value }
        #expect(try await db.verify().records == 8)
        #expect(try await db.sweep().swept == 8)
    }

    @Test func closingStopsASweep() throws {
        let clock = TestClock()
        let store = FaultyStore(try LevelDBStore.inMemory())
        let db = try Database.open(store, path: nil, tables: [Ticket.table], options: clock.options)
        try db[Ticket.self].bulkPut((0..<10).map { Ticket(id: $0, code: "c\($0)", owner: "x", until: clock.now) })
        store.holdCommits()
        let sweep = try TestThreadBox { expectCode(.closed) { try db.sweep(batchSize: 2) } }
        store.waitForHeldCommits()
        // What closing does first.
        db.stopMaintenance()
        store.releaseCommits()
        try sweep.join()
        #expect(try db.verify().records == 8)
        try db.close()
        expectCode(.closed) { try db.sweep() }
    }

    @Test func aRowPutBelowTheMarkBetweenTwoBatchesIsSweptToo() throws {
        let clock = TestClock()
        let store = FaultyStore(try LevelDBStore.inMemory())
        let db = try Database.open(store, path: nil, tables: [Ticket.table], options: clock.options)
        @Sendable func ticket(_ id: Int, _ seconds: Double) -> Ticket {
            Ticket(id: id, code: "c\(id)", owner: "x", until: clock.now + seconds)
        }
        try db[Ticket.self].bulkPut((0..<10).map { ticket($0, Double($0)) })
        clock.advance(100)
        store.holdCommits()
        let sweep = try TestThreadBox { try db.sweep(batchSize: 3) }
        store.waitForHeldCommits()
        // Runs on top of the batch that waits for the engine, and so before the next.
        let writer = try TestThreadBox { try db[Ticket.self].put(ticket(100, -1_000)) }
        try waitUntil { db.pipeline.withTurn { $0.revision } >= 3 }
        store.releaseCommits()
        try writer.join()
        try sweep.join()
        #expect(try db[Ticket.self].count() == 0)
        #expect(try db.verify().problems == [])
        try db.sweep()
        #expect(try db.verify().records == 0)
        #expect(try db.verify().problems == [])
    }
}
