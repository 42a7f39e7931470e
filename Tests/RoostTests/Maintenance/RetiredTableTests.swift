import Foundation
import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

@Suite struct RetiredTableTests {
    /// Every table that is cleared gets a new identifier. Nothing is kept in memory of the old ones.
    @Test func tenThousandClearsLeaveNothingInMemory() throws {
        let clock = TestClock()
        let db = try Database.inMemory(
            tables: [Ticket.table, Ticket.timed, Note.table], options: clock.options)
        for _ in 0..<100 {
            try db.write { tx in
                for _ in 0..<100 {
                    try tx[Ticket.self].put(Ticket(id: 1, code: "a", owner: "x", until: clock.now))
                    try tx[Ticket.self].clear()
                }
                _ = try tx[Note.self].add(Note(text: "a"))
                try tx[Note.self].clear()
                try tx[Ticket.self].put(Ticket(id: 1, code: "a", owner: "x", until: clock.now - 1))
            }
            // Remembers what it has removed of the table as it is now.
            #expect(try db.sweep().swept == 1)
        }
        db.pipeline.withTurn { writer in
            #expect(writer.totals.count <= 3)
            #expect(writer.sequences.count <= 3)
            #expect(writer.sweptMarks.count <= 3)
        }
        #expect(db.sweeper.rememberedTables.count <= 3)
        #expect(try db[Note.self].add(Note(text: "b")) == 101, "keys go on after a clear")
        try db.close()
    }

    @Test func aViewReadsTheTableItBeganWith() throws {
        let db = try Database.inMemory(tables: [Counter.table])
        try db[Counter.self].put(Counter(name: "a", value: 1))
        try db.read { tx in
            let thread = try TestThreadBox {
                try db[Counter.self].clear()
                try db.reclaim()
                try db[Counter.self].bulkPut([Counter(name: "b", value: 2), Counter(name: "c", value: 3)])
            }
            try thread.join()
            #expect(try tx[Counter.self].count() == 1)
            #expect(try tx[Counter.self].get("a")?.value == 1)
        }
        #expect(try db[Counter.self].count() == 2)
        #expect(try db.verify().problems == [])
    }
}
