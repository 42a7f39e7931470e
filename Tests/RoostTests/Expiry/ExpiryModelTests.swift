import Foundation
import RoostEngineTesting
import Testing

@testable import Roost

/// Random operations and sweeps against a dictionary that knows what is expired.
@Suite struct ExpiryModelTests {
    private struct Model {
        var records: [Int: Ticket] = [:]
        var now: Date

        var live: [Ticket] {
            records.values.filter { ticket in ticket.until.map { $0 > now } ?? true }.sorted { $0.id < $1.id }
        }

        func ticket(_ id: Int) -> Ticket? { live.first { $0.id == id } }
    }

    @Test(arguments: 0..<20) func answersAreThoseOfALiveDictionary(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let store = try ExpiringStore()
        var model = Model(now: store.clock.now)
        for step in 0..<300 {
            let id = Int.random(in: 0..<30, using: &random)
            let operation = Int.random(in: 0..<12, using: &random)
            switch operation {
            case 0...3:
                let times: [TimeInterval?] = [nil, -1, 0, 1, 3, 10]
                let seconds = times[Int.random(in: 0..<6, using: &random)]
                // Two of a kind want one unique key.
                let ticket = store.ticket(id, code: "c\(id / 2)", owner: ["ann", "bob"][id % 2], in: seconds)
                // What is expired already wants nothing.
                let isLive = ticket.until.map { $0 > model.now } ?? true
                let isTaken = isLive && model.live.contains { $0.id != id && $0.code == ticket.code }
                do {
                    try store.tickets.put(ticket)
                    #expect(!isTaken, "seed \(seed), step \(step)")
                    model.records[id] = ticket
                } catch RoostError.Code.uniqueViolation {
                    #expect(isTaken, "seed \(seed), step \(step)")
                }
            case 4, 5:
                let until = store.clock.now + Double.random(in: -2..<5, using: &random).rounded()
                let isThere = try store.tickets.update(id, .set(\.until, to: until))
                #expect(isThere == (model.ticket(id) != nil), "seed \(seed), step \(step)")
                if isThere { model.records[id]?.until = until }
            case 6:
                let isThere = try store.tickets.delete(id)
                #expect(isThere == (model.ticket(id) != nil), "seed \(seed), step \(step)")
                model.records[id] = nil
            case 7: try store.db.sweep(batchSize: 3)
            case 8:
                // An error takes everything back, what it removed of expired records too.
                struct Undo: Error {}
                #expect(throws: Undo.self) {
                    try store.db.write { tx in
                        try tx[Ticket.self].put(store.ticket(id, code: "c\(id / 2 * 2)", in: 1), onUndo: Undo())
                    }
                }
            default:
                store.clock.advance(Double.random(in: 0..<2, using: &random).rounded())
                model.now = store.clock.now
            }
            try compare(store, model, "seed \(seed), step \(step)")
        }
        let report = try store.db.verify()
        #expect(report.problems == [], "seed \(seed)")
        try store.db.sweep()
        #expect(try store.db.verify().records == model.live.count, "seed \(seed)")
    }

    private func compare(_ store: ExpiringStore, _ model: Model, _ place: Comment) throws {
        let live = model.live
        let tickets = store.tickets
        #expect(try tickets.count() == live.count, place)
        #expect(try tickets.toArray() == live, place)
        let anns = live.filter { $0.owner == "ann" }
        #expect(try tickets.where(\.owner).equals("ann").count() == anns.count, place)
        #expect(
            try tickets.where(\.owner).equals("ann").offset(1).limit(3).toArray() == Array(anns.dropFirst().prefix(3)),
            place)
        #expect(try tickets.where(\.tags).equals("t1").primaryKeys() == live.filter { $0.id % 3 == 1 }.map(\.id), place)
        #expect(try tickets.orderBy(\.code).keys(\.code) == live.map(\.code).sorted(), place)
        #expect(try tickets.orderBy(\.code).last()?.code == live.map(\.code).max(), place)
    }
}

extension Records where R == Ticket, S == WriteTransaction {
    /// Writes if it can, and throws the error in any case.
    fileprivate func put(_ ticket: Ticket, onUndo error: any Error) throws {
        do { try put(ticket) } catch RoostError.Code.uniqueViolation {}
        throw error
    }
}
