import Foundation
import RoostEngineTesting
import Testing

@testable import Roost

@Suite struct ExpiryDeclarationTests {
    private static let plain = Table("tickets", fields: Ticket.Fields(), primaryKey: \Ticket.Fields.id) {
        Index.unique($0.code)
        Index($0.owner)
        Index($0.owner, $0.until)
        Index.each($0.tags)
    }

    @Test func anotherExpiryIsAMismatch() throws {
        let folder = try TemporaryFolder()
        try Database.open(at: folder.path, tables: [Ticket.table]).close()
        for table in [Self.plain, Self.plain.expiring(after: 60)] {
            expectCode(.schemaMismatch) { try Database.open(at: folder.path, tables: [table]) }
        }
        try Database.open(at: folder.path, tables: [Self.plain.expiring(at: \.until)]).close()
    }

    @Test func anotherTimeToLiveIsNone() throws {
        let folder = try TemporaryFolder()
        try Database.open(at: folder.path, tables: [Ticket.timed]).close()
        let table = Table("timed", fields: Ticket.Fields(), primaryKey: \Ticket.Fields.id) { Index($0.owner) }
        try Database.open(at: folder.path, tables: [table.expiring(after: 5)]).close()
    }

    @Test func impossibleDeclarationsAreRefused() {
        expectCode(.invalidArgument) {
            try Database.inMemory(tables: [Self.plain.expiring(after: .nan)])
        }
    }

    @Test func impossibleTimesAreRefused() throws {
        let store = try ExpiringStore()
        expectCode(.invalidArgument) { try store.timed.put(store.ticket(1, in: nil), timeToLive: .nan) }
        expectCode(.invalidArgument) { try store.tickets.put(store.ticket(1, in: nil), timeToLive: 5) }
        expectCode(.invalidArgument) { try store.tickets.bulkPut([store.ticket(1, in: nil)], timeToLive: 5) }
        expectCode(.invalidArgument) { try store.timed.bulkAdd([store.ticket(1, in: nil)], timeToLive: .nan) }
        expectCode(.invalidArgument) { try store.tickets.add(store.ticket(1, in: nil), timeToLive: 5) }
        #expect(try store.timed.count() == 0)
        #expect(try store.tickets.count() == 0)
    }

    @Test(
        arguments: [
            (0.0, 978_307_200_000), (0.0001, 978_307_200_001), (0.9991, 978_307_201_000), (-978_307_200, 0),
            (-1e30, 0), (1e30, UInt64(Int64.max)), (-.infinity, 0),
        ] as [(Double, UInt64)])
    func dates(seconds: Double, milliseconds: UInt64) throws {
        #expect(try ExpiryTime.milliseconds(sinceReferenceDate: seconds) == milliseconds)
    }

    @Test func infinityIsNever() throws {
        #expect(try ExpiryTime.milliseconds(sinceReferenceDate: .infinity) == nil)
        #expect(try ExpiryTime.milliseconds(.infinity, after: 5) == nil)
        #expect(try ExpiryTime.milliseconds(-1, after: 5_000) == 4_000)
        #expect(try ExpiryTime.milliseconds(-10, after: 5_000) == 0)
        expectCode(.invalidArgument) { _ = try ExpiryTime.milliseconds(sinceReferenceDate: .nan) }
    }
}
