import Roost
import Testing

/// Dexie.js 4.4.4 was asked these questions; each test carries the id of its case. Where Roost answers differently on
/// purpose, a comment says why.
@Suite("Cases: bulk verbs") struct BulkCaseTests {
    private func store(_ ids: some Sequence<Int> = 1...6) throws -> Database {
        let db = try Database.inMemory(tables: [Item.table, Numbered.table])
        try db[Item.self].bulkAdd(ids.map { Item(id: $0) })
        return db
    }

    private func failure(_ body: () throws -> Void) throws -> RoostError {
        try #require(throws: RoostError.self) { try body() }
    }

    @Test("B2 bulkAdd returns all keys") func keys() throws {
        #expect(try store([1, 2])[Item.self].bulkAdd([Item(id: 3), Item(id: 4)]) == [3, 4])
    }

    @Test("B3 bulkAdd of nothing") func nothing() throws {
        #expect(try store()[Item.self].bulkAdd([Item]()) == [])
    }

    @Test("B5 a bulkAdd that fails undoes its transaction") func uncaught() throws {
        let db = try store()
        let error = try failure {
            try db.write { tx in _ = try tx[Item.self].bulkAdd([Item(id: 8), Item(id: 1)]) }
        }
        #expect(error.code == .primaryKeyExists)
        #expect(error.failures.map(\.position) == [1])
        #expect(try db[Item.self].all.primaryKeys() == [1, 2, 3, 4, 5, 6])
    }

    // A verb applies wholly or not at all; that good records stay has to be asked for.
    @Test(
        "B6 a bulkAdd that fails and is caught",
        arguments: [(ConflictPolicy.abort, [1, 2, 3, 4, 5, 6]), (.skip, [1, 2, 3, 4, 5, 6, 8])])
    func caught(onConflict: ConflictPolicy, expected: [Int]) throws {
        let db = try store()
        try db.write { tx in
            do {
                let keys = try tx[Item.self].bulkAdd([Item(id: 8), Item(id: 1)], onConflict: onConflict)
                #expect(keys == [8])
            } catch RoostError.Code.primaryKeyExists {}
        }
        #expect(try db[Item.self].all.primaryKeys() == expected)
    }

    @Test("B8 of two records with one key the last wins") func lastWins() throws {
        let db = try store()
        try db[Item.self].bulkPut([Item(id: 30, a: 1), Item(id: 30, b: 2)])
        #expect(try db[Item.self].get(30) == Item(id: 30, b: 2))
    }

    @Test("B9 keys are assigned in the order of the records") func assignedKeys() throws {
        let db = try store()
        #expect(
            try db[Numbered.self].bulkPut([Numbered(e: 1), Numbered(id: 10, e: 2), Numbered(e: 3)]) == [1, 10, 11])
    }

    @Test("B12 bulkGet answers in the order of the request, with holes") func requestOrder() throws {
        let db = try store()
        let keys = [4, 99, 1, 4]
        let expected = [4, nil, 1, 4]
        #expect(try db[Item.self].bulkGet(keys).map { $0?.id } == expected)
        try db.read { tx throws in
            #expect(try tx[Item.self].bulkGet(keys).map { $0?.id } == expected)
        }
        try db.write { tx throws in
            try tx[Item.self].delete(4)
            try tx[Item.self].put(Item(id: 99))
            #expect(try tx[Item.self].bulkGet(keys).map { $0?.id } == [nil, 99, 1, nil], "what the transaction wrote")
        }
    }

    @Test("B12 bulkGet off the cooperative threads") func requestOrderInBackground() async throws {
        let db = try store()
        #expect(try await db[Item.self].bulkGet([4, 99, 1, 4]).map { $0?.id } == [4, nil, 1, 4])
    }

    @Test("B14 bulkDelete ignores missing keys") func missingKeys() throws {
        let db = try store([1, 2, 3, 4, 5, 6, 8, 30])
        #expect(try db[Item.self].bulkDelete([1, 999, 2]) == 2)
        #expect(try db[Item.self].all.primaryKeys() == [3, 4, 5, 6, 8, 30])
    }

    @Test("B17 bulkUpdate refuses another primary key", arguments: [9, 2]) func movingUpdate(to id: Int) throws {
        let db = try store()
        let error = try failure {
            try db[Item.self].bulkUpdate([(key: 1, changes: [.set(\.a, to: 1), .set(\.id, to: id)])])
        }
        #expect(error.code == .invalidArgument)
        #expect(error.field == "id")
        #expect(error.failures.map(\.position) == [0])
        #expect(try db[Item.self].toArray() == (1...6).map { Item(id: $0) })
    }

    // A verb applies wholly or not at all, outside a transaction too.
    @Test("B18 bulkUpdate tells positions in the caller's sequence", arguments: [true, false])
    func positions(inTransaction: Bool) throws {
        let db = try store()
        try db[Item.self].update(2, .set(\.code, to: "taken"))
        let updates: [(key: Int, changes: [Change<Item>])] = [
            (99, [.set(\.a, to: 1)]), (1, [.set(\.code, to: "taken")]), (3, [.set(\.a, to: 1)]),
        ]
        let error = try failure {
            if inTransaction {
                try db.write { tx in _ = try tx[Item.self].bulkUpdate(updates) }
            } else {
                try db[Item.self].bulkUpdate(updates)
            }
        }
        #expect(error.code == .uniqueViolation)
        #expect(error.holder as? Int == 2)
        #expect(error.failures.map(\.position) == [1])
        #expect(try db[Item.self].get(3) == Item(id: 3))
        #expect(try db.verify().isSound)
    }

    @Test("B18 bulkUpdate lists every failing position, whatever failed") func allPositions() throws {
        let db = try store()
        try db[Item.self].update(2, .set(\.code, to: "taken"), .set(\.a, to: .max))
        let error = try failure {
            try db[Item.self].bulkUpdate([
                (key: 1, changes: [.set(\.code, to: "taken")]), (key: 99, changes: [.increment(\.a)]),
                (key: 2, changes: [.increment(\.a)]), (key: 3, changes: [.set(\.a, to: 1)]),
                (key: 4, changes: [.set(\.id, to: 40)]), (key: 5, changes: [.set(\.code, to: "taken")]),
            ])
        }
        #expect(error.failures.map(\.position) == [0, 2, 4, 5])
        #expect(
            error.failures.map(\.code) == [.uniqueViolation, .invalidArgument, .invalidArgument, .uniqueViolation])
        #expect(error.code == .uniqueViolation)
        #expect(error.position == 0)
        #expect(try db[Item.self].get(3) == Item(id: 3))
    }

    @Test("B20 the failing positions of many equal keys") func manyEqualKeys() throws {
        let db = try store([1])
        let ids = Array(repeating: 1, count: 40) + Array(repeating: 99, count: 9) + [100, 101]
        let error = try failure { try db[Item.self].bulkAdd(ids.map { Item(id: $0) }) }
        let positions = error.failures.map(\.position)
        #expect(positions == Array(0..<40) + Array(41..<49), "the first 99 is no failure")
        #expect(positions.first == 0 && positions.last == 48 && positions.count == 48)
        #expect(try db[Item.self].bulkAdd(ids.map { Item(id: $0) }, onConflict: .skip) == [99, 100, 101])
    }
}

private struct Item: Codable, Sendable, Equatable, Record {
    var id: Int
    var a: Int?
    var b: Int?
    var code: String?

    struct Fields: Sendable {
        let id = Field("id", \Item.id)
        let a = Field("a", \Item.a)
        let code = Field("code", \Item.code)
    }
    static let table = Table("items", fields: Fields(), primaryKey: \Fields.id) {
        Index.unique($0.code)
        Index($0.a)
    }
}

private struct Numbered: Codable, Sendable, Record {
    var id: Int?
    var e: Int

    struct Fields: Sendable {
        let id = Field("id", \Numbered.id)
    }
    static let table = Table("numbered", fields: Fields(), autoIncrement: \Fields.id)
}
