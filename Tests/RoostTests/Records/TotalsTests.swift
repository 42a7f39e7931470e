import Testing

@testable import Roost

@Suite("Totals")
struct TotalsTests {
    @Test("Totals follow every write, inside a transaction and outside, and count what is expired until it is swept")
    func totals() throws {
        let store = try ExpiringStore()
        let table = Ticket.table
        #expect(try store.tickets.totals() == RecordTotals(records: 0, jsonBytes: 0))
        try store.tickets.put(store.ticket(1, in: 10))
        let one = try store.tickets.totals()
        #expect(one.records == 1)
        #expect(try one.jsonBytes == statistics(of: store).jsonBytes)

        try store.db.write { tx in
            let tickets = tx.records(in: table)
            #expect(try tickets.totals() == one)
            try tickets.put(store.ticket(2, in: nil))
            #expect(try tickets.totals().records == 2)
            #expect(try tickets.totals().jsonBytes > one.jsonBytes)
            try tickets.delete(2)
            #expect(try tickets.totals() == one)
        }
        #expect(try store.db.read { try $0.records(in: table).totals() } == one)

        store.clock.advance(11)
        #expect(try store.tickets.count() == 0)
        #expect(try store.tickets.totals() == one)
        try store.db.sweep()
        #expect(try store.tickets.totals() == RecordTotals(records: 0, jsonBytes: 0))
    }

    private func statistics(of store: ExpiringStore) throws -> TableStatistics {
        try #require(try store.db.statistics().tables.first { $0.name == Ticket.table.name })
    }
}
