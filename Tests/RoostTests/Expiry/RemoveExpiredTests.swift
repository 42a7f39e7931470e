import Roost
import Testing

@Suite struct RemoveExpiredTests {
    private func expiring(_ store: ExpiringStore) throws -> Int {
        try #require(try store.db.statistics().tables.first { $0.name == "tickets" }).expiring
    }

    @Test func thoseThatExpiredFirstGoFirst() throws {
        let store = try ExpiringStore()
        try store.tickets.bulkPut((0..<10).map { store.ticket($0, in: Double(10 - $0)) })
        store.clock.advance(5)
        #expect(try store.tickets.removeExpired(limit: 3) == 3)
        #expect(try expiring(store) == 7)
        store.clock.advance(-5)
        // A clock that is set back stands still: what has expired is absent, removed or not.
        #expect(try store.tickets.count() == 5)
        #expect(try store.tickets.removeExpired() == 2)
        #expect(try store.tickets.removeExpired() == 0)
        #expect(try expiring(store) == 5 && store.tickets.all.primaryKeys() == [0, 1, 2, 3, 4])
        #expect(try store.db.sweep().swept == 0)
        #expect(try store.db.verify().isSound)
    }

    @Test func itGoesByAJumpOfTheClockThatASweepHasSeen() throws {
        let store = try ExpiringStore()
        try store.tickets.bulkPut((0..<10).map { store.ticket($0, in: 1) })
        store.clock.advance(3 * 86_400)
        #expect(try store.db.sweep().isPostponed)
        #expect(try store.tickets.removeExpired() == 10)
        #expect(try expiring(store) == 0)
    }

    @Test func aTransactionThatFailsHasRemovedNothing() throws {
        struct Stop: Error {}
        let store = try ExpiringStore()
        try store.tickets.bulkPut((0..<10).map { store.ticket($0, in: 1) })
        store.clock.advance(1)
        #expect(throws: Stop.self) {
            try store.db.write { tx in
                let removed = try tx[Ticket.self].removeExpired(limit: 4)
                #expect(removed == 4)
                throw Stop()
            }
        }
        #expect(try expiring(store) == 10)
        #expect(try store.db.write { tx in try tx[Ticket.self].removeExpired(limit: 4) } == 4)
        try store.tickets.put(store.ticket(20, in: 0))
        #expect(try store.tickets.removeExpired() == 7)
        #expect(try expiring(store) == 0)
        #expect(try store.db.verify().isSound)
    }

    @Test func withoutALimitThereIsNothingToDo() throws {
        let store = try ExpiringStore()
        expectCode(.invalidArgument) { try store.tickets.removeExpired(limit: 0) }
    }

    @Test func inATableWhoseRecordsNeverExpireThereAreNone() throws {
        let db = try Database.inMemory(tables: [Note.table])
        try db[Note.self].add(Note(text: "for ever"))
        #expect(try db[Note.self].removeExpired() == 0)
    }
}
