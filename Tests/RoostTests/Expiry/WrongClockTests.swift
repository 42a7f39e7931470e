import Foundation
import RoostEngine
import Testing

@testable import Roost

/// A database whose clock is wrong by a year for one reading.
@Suite struct WrongClockTests {
    private let store: ExpiringStore

    init() throws {
        store = try ExpiringStore()
        try store.tickets.bulkPut((0..<20).map { store.ticket($0, in: 3_600) })
        try store.timed.put(store.ticket(1, in: nil))
    }

    /// Lets the next reading of the clock, and no other, be a year ahead.
    @discardableResult
    private func readWrongly<T>(_ body: () throws -> T) rethrows -> T {
        store.clock.misread(by: 365 * 86_400)
        defer {
            #expect(store.clock.hasMisread, "the clock was not read")
            // A right reading between two wrong ones.
            _ = store.db.now
        }
        return try body()
    }

    @Test func readsAreNotMistaken() throws {
        let reads: [(Database) throws -> Int] = [
            { try $0[Ticket.self].count() },
            { try $0[Ticket.self].toArray().count },
            { try $0[Ticket.self].bulkGet(Array(0..<20)).count { $0 != nil } },
            { try $0[Ticket.self].where(\.owner).equals("ann").count() },
            { try $0[Ticket.self].where(\.owner).equals("ann").primaryKeys().count },
            { try $0.read { tx in try tx[Ticket.self].count() } },
            { db in try (0..<20).count { try db[Ticket.self].get($0) != nil } },
        ]
        for read in reads {
            #expect(try readWrongly { try read(store.db) } == 20)
            #expect(try read(store.db) == 20)
        }
    }

    @Test func writesRemoveNothing() throws {
        try readWrongly { try store.tickets.put(store.ticket(20, in: 3_600)) }
        // Its code is taken by a record that lives.
        readWrongly {
            expectCode(.uniqueViolation) { try store.tickets.put(store.ticket(21, code: "c3", in: 3_600)) }
        }
        readWrongly { expectCode(.primaryKeyExists) { try store.tickets.add(store.ticket(3, in: 3_600)) } }
        #expect(try readWrongly { try store.tickets.removeExpired(limit: 100) } == 0)
        #expect(try readWrongly { try store.db.sweep() }.isPostponed)
        #expect(try store.tickets.count() == 21)
        #expect(try store.db.verify().records == 22)
        #expect(try store.db.verify().problems == [])
    }

    @Test func nothingIsGivenALifeOfAYear() throws {
        try readWrongly { try store.timed.put(store.ticket(2, in: nil)) }
        store.clock.advance(61)
        #expect(try store.timed.count() == 0)
    }

    @Test func theDatabasesOwnTimeIsNotMistaken() throws {
        #expect(readWrongly { store.db.now } == TestClock.start)
        #expect(store.db.now == TestClock.start)
    }
}
