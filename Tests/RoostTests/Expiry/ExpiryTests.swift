import Dispatch
import Foundation
import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

/// An expired record is absent from every operation at once, swept or not.
@Suite struct ExpiryTests {
    /// Tickets 1 to 4, of which 2 and 3 expire after ten seconds.
    private func store() throws -> ExpiringStore {
        let store = try ExpiringStore()
        try store.tickets.bulkPut([
            store.ticket(1, in: nil), store.ticket(2, in: 10), store.ticket(3, owner: "bob", in: 10),
            store.ticket(4, in: 20),
        ])
        return store
    }

    @Test func recordsExpireToTheMillisecond() throws {
        let store = try store()
        store.clock.advance(9.999)
        #expect(try store.tickets.count() == 4)
        #expect(try store.tickets.get(2) != nil)
        store.clock.advance(0.001)
        #expect(try store.tickets.count() == 2)
        #expect(try store.tickets.get(2) == nil)
    }

    @Test(arguments: [false, true]) func anExpiredRecordIsAbsentFromEveryRead(swept: Bool) throws {
        let store = try store()
        store.clock.advance(10)
        if swept { #expect(try store.db.sweep().swept == 2) }
        let tickets = store.tickets
        #expect(try tickets.get(2) == nil)
        #expect(try tickets.revision(of: 2) == nil)
        #expect(try tickets.bulkGet([1, 2, 3, 4]).map { $0?.id } == [1, nil, nil, 4])
        #expect(try tickets.count() == 2)
        #expect(try tickets.all.count() == 2)
        #expect(try tickets.toArray().map(\.id) == [1, 4])
        #expect(try tickets.all.primaryKeys() == [1, 4])
        #expect(try tickets.where(\.owner).equals("ann").count() == 2)
        #expect(try tickets.where(\.owner).equals("bob").count() == 0)
        #expect(try tickets.where(\.owner).equals("ann").toArray().map(\.id) == [1, 4])
        #expect(try tickets.where(\.owner).equals("ann").offset(1).primaryKeys() == [4])
        #expect(try tickets.where(\.owner).equals("ann").limit(2).toArray().map(\.id) == [1, 4])
        #expect(try tickets.orderBy(\.owner).keys(\.owner) == ["ann", "ann"])
        #expect(try tickets.where(\.code).equals("c2").first() == nil)
        #expect(try tickets.where(\.code).startsWith("c").count() == 2)
        #expect(try tickets.where(\.code).startsWith("c").keys(\.code) == ["c1", "c4"])
        #expect(try tickets.where(\.tags).equals("all").count() == 2)
        #expect(try tickets.where(\.tags).anyOf(["all", "t1", "t2"]).toArray().map(\.id) == [1, 4])
        #expect(try tickets.where(\.owner).equals("ann").where(\.tags).equals("t1").toArray().map(\.id) == [1, 4])
        #expect(try tickets.orderBy(\.code).reverse().first()?.id == 4)
        #expect(try tickets.orderBy(\.code).last()?.id == 4)
        try store.db.read { tx throws in
            #expect(try tx[Ticket.self].count() == 2)
            #expect(try tx[Ticket.self].get(3) == nil)
        }
        #expect(try store.db.verify().problems == [])
    }

    @Test func anExpiredRecordIsAbsentFromEveryWrite() throws {
        let store = try store()
        store.clock.advance(10)
        #expect(try !store.tickets.update(2, .set(\.owner, to: "eve")))
        #expect(try !store.tickets.update(2) { $0.owner = "eve" })
        #expect(try !store.tickets.delete(2))
        #expect(try store.tickets.bulkDelete([2, 3]) == 0)
        #expect(try store.tickets.where(\.owner).equals("bob").modify { $0.owner = "eve" } == 0)
        #expect(try store.tickets.where(\.owner).equals("bob").delete() == 0)
        #expect(try store.tickets.upsert(store.ticket(3, in: nil)) { _ in Issue.record("it is absent") })
        #expect(try store.tickets.get(3)?.owner == "ann")
        #expect(try store.db.verify().problems == [])
    }

    @Test func aNewRecordMayHaveTheKeysOfAnExpiredOne() throws {
        let store = try store()
        store.clock.advance(10)
        try store.tickets.add(store.ticket(2, owner: "eve", in: nil))
        try store.tickets.add(store.ticket(9, code: "c3", in: nil))
        #expect(try store.tickets.where(\.code).equals("c3").first()?.id == 9)
        #expect(try store.tickets.toArray().map(\.id) == [1, 2, 4, 9])
        // The holder of the unique key is gone for good.
        #expect(try store.db.sweep().swept == 0)
        #expect(try store.db.verify().problems == [])
        expectCode(.uniqueViolation) { try store.tickets.add(store.ticket(10, code: "c3", in: nil)) }
    }

    @Test func aClockSetBackBringsNothingBack() throws {
        let store = try store()
        store.clock.advance(10)
        #expect(try store.tickets.count() == 2)
        store.clock.advance(-3_600)
        #expect(try store.tickets.count() == 2)
        #expect(try store.tickets.get(2) == nil)
        // What is swept is gone, so a sweep goes by what the clock says now.
        #expect(try store.db.sweep().swept == 0)
        try store.tickets.put(store.ticket(2, in: 1))
        #expect(try store.tickets.count() == 2)
        store.clock.advance(3_600)
        #expect(try store.db.sweep().swept == 2)
        #expect(try store.db.verify().problems == [])
    }

    @Test func aTransactionSeesWhatItExpires() throws {
        let store = try store()
        try store.db.write { tx throws in
            try tx[Ticket.self].update(1, .set(\.until, to: store.clock.now))
            #expect(try tx[Ticket.self].get(1) == nil)
            #expect(try tx[Ticket.self].count() == 3)
            #expect(try tx[Ticket.self].where(\.owner).equals("ann").count() == 2)
            try tx[Ticket.self].put(store.ticket(1, in: 5))
            #expect(try tx[Ticket.self].count() == 4)
        }
        #expect(try store.db.verify().problems == [])
    }

    @Test func aReaderKeepsTheMomentItBeganAt() throws {
        let store = try store()
        try store.db.read { tx throws in
            store.clock.advance(10)
            #expect(try tx[Ticket.self].count() == 4)
            #expect(try tx[Ticket.self].get(2) != nil)
        }
        #expect(try store.tickets.count() == 2)
    }

    @Test func changingTheDateMovesTheRecordInTheQueue() throws {
        let store = try store()
        try store.tickets.update(2, .set(\.until, to: store.clock.now + 30))
        try store.tickets.update(3) { $0.until = nil }
        #expect(try store.db.verify().problems == [])
        store.clock.advance(20)
        #expect(try store.tickets.toArray().map(\.id) == [1, 2, 3])
        #expect(try store.db.sweep().swept == 1)
        #expect(try store.db.verify().problems == [])
    }

    @Test func aDefaultTimeToLiveBeginsAnewWithEveryPut() throws {
        let store = try ExpiringStore()
        try store.timed.put(store.ticket(1, in: nil))
        try store.timed.put(store.ticket(2, in: nil), timeToLive: 5)
        try store.timed.put(store.ticket(3, in: nil), timeToLive: .infinity)
        store.clock.advance(5)
        #expect(try store.timed.toArray().map(\.id) == [1, 3])
        try store.timed.update(1, .set(\.owner, to: "bob"))
        store.clock.advance(54)
        #expect(try store.timed.where(\.owner).equals("bob").count() == 1)
        try store.timed.put(store.ticket(4, in: nil))
        store.clock.advance(1)
        #expect(try store.timed.toArray().map(\.id) == [3, 4])
        // Moving a record keeps its time.
        try store.timed.update(4) { $0.id = 5 }
        store.clock.advance(59)
        #expect(try store.timed.toArray().map(\.id) == [3])
        try store.timed.add(store.ticket(5, in: nil), timeToLive: 1)
        #expect(try store.timed.count() == 2)
        #expect(try store.db.verify().problems == [])
    }

    @Test func bulkVerbsTakeATimeToLive() async throws {
        let store = try ExpiringStore()
        try await store.timed.bulkPut((0..<3).map { store.ticket($0, in: nil) }, timeToLive: 5)
        try await store.timed.bulkAdd((3..<6).map { store.ticket($0, in: nil) }, onConflict: .skip, timeToLive: 6)
        try await store.timed.bulkPut((5..<8).map { store.ticket($0, in: nil) })
        store.clock.advance(5)
        #expect(try await store.timed.toArray().map(\.id) == [3, 4, 5, 6, 7])
        store.clock.advance(1)
        #expect(try await store.timed.toArray().map(\.id) == [5, 6, 7])
        #expect(try await store.db.verify().problems == [])
    }

    @Test func clearingForgetsTheQueue() throws {
        let store = try store()
        store.clock.advance(10)
        try store.tickets.clear()
        try store.tickets.put(store.ticket(2, in: 1))
        try store.db.reclaim()
        #expect(try store.tickets.count() == 1)
        #expect(try store.db.sweep().swept == 0)
        #expect(try store.db.verify().problems == [])
    }

    @Test func moreExpiredRecordsThanAreGathered() throws {
        let store = try ExpiringStore()
        let count = ExpiredKeys.limit
        try store.tickets.bulkPut((0..<count).map { store.ticket($0, in: $0 % 10 == 0 ? nil : 5) })
        store.clock.advance(5)
        let live = stride(from: 0, to: count, by: 10).map { $0 }
        // Fewer than the limit, then more.
        for isMore in [false, true] {
            #expect(try store.tickets.count() == live.count)
            #expect(try store.tickets.where(\.owner).equals("ann").count() == live.count)
            #expect(try store.tickets.where(\.code).startsWith("c").primaryKeys().sorted() == live)
            #expect(try store.tickets.where(\.tags).equals("all").limit(7).toArray().map(\.id) == Array(live.prefix(7)))
            #expect(try store.tickets.all.offset(3).limit(2).primaryKeys() == Array(live[3..<5]))
            guard !isMore else { break }
            try store.tickets.bulkPut((count..<count + 1_000).map { store.ticket($0, in: 0) })
        }
        #expect(try store.db.verify().problems == [])
    }

    @Test func whoReadsRecordsReadsNoQueue() throws {
        let plain = Table("plain", fields: Ticket.Fields(), primaryKey: \Ticket.Fields.id) { Index($0.owner) }
        let clock = TestClock()
        let db = try Database.inMemory(tables: [Ticket.timed, plain], options: clock.options)
        // The store looks for abandoned tables when it is opened; this waits for the end of it.
        try db.reclaim()
        let tickets = (0..<20).map { Ticket(id: $0, code: "c\($0)", owner: "ann") }
        try db.records(in: plain).bulkPut(tickets)
        try db.records(in: Ticket.timed).bulkPut(tickets)
        func calls(_ table: Table<Ticket, Int>) throws -> [Int] {
            let before = db.store.callCount
            let query = Query(in: table).where(\.owner).equals("ann")
            #expect(try db.query(query).limit(5).toArray().map(\.id) == Array(0..<5))
            #expect(try db.query(query).last()?.id == 19)
            try db.write { tx throws in
                #expect(try tx.query(query).toArray() == tickets)
                #expect(try tx.query(query).where(\.code).equals("c7").count() == 1)
            }
            let after = db.store.callCount
            return [after.gets - before.gets, after.scans - before.scans, after.multiGets - before.multiGets]
        }
        #expect(try calls(Ticket.timed) == calls(plain))
        // Half of them expire; a limit is filled behind them.
        try db.records(in: Ticket.timed).bulkPut(tickets[..<10], timeToLive: 1)
        clock.advance(1)
        let live = db.records(in: Ticket.timed).where(\.owner).equals("ann")
        #expect(try live.limit(5).toArray().map(\.id) == Array(10..<15))
        #expect(try live.limit(15).toArray().map(\.id) == Array(10..<20))
        #expect(try live.offset(3).limit(5).toArray().map(\.id) == Array(13..<18))
        #expect(try live.orderBy(\.code).reverse().limit(2).toArray().map(\.id) == [19, 18])
        #expect(try db.records(in: Ticket.timed).all.limit(3).toArray().map(\.id) == [10, 11, 12])
        #expect(try live.reverse().limit(11).toArray().count == 10)
    }

    @Test func aWaitingClaimGetsTheKeyOfAHolderThatExpiresInTheSameVerb() throws {
        let store = try ExpiringStore()
        try store.tickets.put(store.ticket(1, code: "x", in: 100))
        try store.tickets.bulkPut([store.ticket(2, code: "x", in: nil), store.ticket(1, code: "x", in: 0)])
        #expect(try store.tickets.toArray().map(\.id) == [2])
        try store.tickets.bulkPut([store.ticket(2, code: "x", in: 0), store.ticket(3, code: "x", in: nil)])
        #expect(try store.tickets.toArray().map(\.id) == [3])
        #expect(try store.db.verify().problems == [])
    }

    @Test func anExpiredRecordWaitsForNoKey() throws {
        let store = try ExpiringStore()
        try store.tickets.put(store.ticket(1, code: "x", in: 100))
        try store.tickets.bulkPut([
            store.ticket(2, code: "x", in: -1), store.ticket(3, code: "x", in: nil),
            store.ticket(1, code: "y", in: nil),
        ])
        #expect(try store.tickets.toArray().map(\.id) == [1, 3])
        #expect(try store.tickets.where(\.code).equals("x").primaryKeys() == [3])
        // One that is expired when it is written violates nothing.
        try store.tickets.put(store.ticket(4, code: "x", in: -1))
        #expect(try store.tickets.where(\.code).equals("x").primaryKeys() == [3])
        #expect(try store.db.verify().problems == [])
    }

    @Test func aRecordProlongedInTimeIsNeverAbsent() throws {
        let clock = TestClock()
        let hook = Guarded<(@Sendable () -> Void)?>(nil)
        var options = clock.options
        options.clock = {
            let action = hook.withLock { hook in
                defer { hook = nil }
                return hook
            }
            action?()
            return clock.now
        }
        let db = try Database.inMemory(tables: [Ticket.table], options: options)
        try db[Ticket.self].put(Ticket(id: 1, code: "a", owner: "x", until: clock.now + 10))
        // Another thread prolongs it while a reader looks at the clock.
        hook.withLock {
            $0 = {
                let done = DispatchSemaphore(value: 0)
                Thread {
                    _ = try? db[Ticket.self].update(1, .set(\.until, to: clock.now + 100))
                    done.signal()
                }.start()
                done.wait()
                clock.advance(10)
            }
        }
        #expect(try db[Ticket.self].all.count() == 1)
    }

    @Test func aClockThatSaysNothingExpiresNothing() throws {
        let store = try store()
        store.clock.now = Date(timeIntervalSince1970: .nan)
        #expect(try store.tickets.count() == 4)
    }

    @Test func findingTheFirstLiveRecordTakesFewScans() throws {
        let store = try ExpiringStore()
        try store.tickets.bulkPut((0..<3_000).map { store.ticket($0, in: 1) })
        try store.tickets.put(store.ticket(3_000, in: nil))
        store.clock.advance(1)
        let before = store.db.store.callCount
        #expect(try store.tickets.where(\.owner).equals("ann").first()?.id == 3_000)
        #expect(store.db.store.callCount.scans - before.scans < 25)
    }
}
