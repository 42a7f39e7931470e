import Roost
import Testing

/// Which position of a bulk verb fails, where several records want one unique value: that of whoever wants it after
/// another, not that of whoever waits for it longest.
@Suite struct ClaimPositionTests {
    private func failures(
        over stored: [StatementItem], in table: Table<StatementItem, Int> = StatementItem.table,
        _ body: (Records<StatementItem, Database>) throws -> Void
    ) throws -> [Int?] {
        let db = try Database.inMemory(tables: [table])
        let records = db.records(in: table)
        try records.bulkAdd(stored)
        let error = try #require(throws: RoostError.self) { try body(records) }
        #expect(error.code == .uniqueViolation && error.position == error.failures.first?.position)
        #expect(try records.toArray() == stored)
        #expect(try db.verify().isSound)
        return error.failures.map(\.position)
    }

    private func item(_ id: Int, _ e: Int?, note: Int = 0) -> StatementItem { StatementItem(id: id, e: e, note: note) }

    @Test("who waits for a value that becomes free comes before who wants it then")
    func secondClaimant() throws {
        #expect(try failures(over: [item(1, 1)]) { try $0.bulkPut([item(2, 1), item(1, 9), item(3, 1)]) } == [2])
        #expect(try failures(over: [item(1, 1)]) { try $0.bulkPut([item(2, 1), item(1, 9), item(1, 1)]) } == [2])
        #expect(
            try failures(over: [item(1, 1)]) {
                try $0.bulkPut([item(2, 1), item(3, 1), item(1, 9), item(4, 1)])
            } == [1, 3])
    }

    @Test("who had it before the verb keeps it") func holder() throws {
        #expect(try failures(over: [item(1, 1)]) { try $0.bulkPut([item(2, 1), item(1, 1, note: 5)]) } == [0])
        #expect(try failures(over: [item(1, 1)]) { try $0.bulkAdd([item(2, 1), item(3, 2), item(4, 2)]) } == [0, 2])
    }

    @Test("who waits keeps the place when only what is covered changes", arguments: StatementItem.tables.prefix(2))
    func covered(table: Table<StatementItem, Int>) throws {
        #expect(
            try failures(over: [item(1, 1)], in: table) {
                try $0.bulkPut([item(2, 1), item(3, 1), item(2, 1, note: 7), item(1, 9)])
            } == [1])
    }

    @Test("bulkUpdate and modify, too") func otherVerbs() throws {
        let stored = [item(1, 1), item(2, 2), item(3, 3)]
        #expect(
            try failures(over: stored) {
                try $0.bulkUpdate([
                    (key: 2, changes: [.set(\.e, to: 1)]), (key: 1, changes: [.set(\.e, to: 9)]),
                    (key: 3, changes: [.set(\.e, to: 1)]),
                ])
            } == [2])
        let values = [2: 1, 1: 9, 3: 1]
        #expect(
            try failures(over: stored) { records in
                _ = try records.all.reverse().modify { $0.e = values[$0.id] }
            } == [1], "3, 2, 1: 2 comes after 3")
        #expect(
            try failures(over: stored) { records in
                // 3 moves, and keeps its place before 2 all the same.
                _ = try records.all.reverse().modify {
                    $0.e = values[$0.id]
                    if $0.id == 3 { $0.id = 30 }
                }
            } == [1])
    }

    @Test("positions of loads in chunks count from the first record of all") func chunks() async throws {
        let db = try Database.inMemory(tables: [StatementItem.table])
        let records = db[StatementItem.self]
        let items = (0..<10).map { item($0, $0 == 7 ? 5 : $0) }
        let error = #expect(throws: RoostError.self) { try records.bulkPut(items, chunkSize: 3) }
        #expect(error?.position == 7 && error?.failures.map(\.position) == [7])
        try await records.clear()
        let later = await #expect(throws: RoostError.self) { try await records.bulkAdd(items, chunkSize: 4) }
        #expect(later?.position == 7 && later?.failures.map(\.position) == [7])
    }
}
