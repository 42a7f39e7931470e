import Roost
import Testing

/// A negative limit or offset is an error of every terminal when it runs, and of nothing before.
@Suite struct NegativeBoundsTests {
    typealias Bound = (Query<StatementItem>) -> Query<StatementItem>

    private static let queries: [Query<StatementItem>] = [
        Query(StatementItem.self), Query(StatementItem.self).where(\.id).equals(1),
        Query(StatementItem.self).where(\.e).above(0).or(\.note).equals(2).orderBy(\.note),
        Query(StatementItem.self).filter { $0.id > 0 },
    ]

    private static var negative: [Query<StatementItem>] {
        queries.flatMap {
            [$0.limit(-1), $0.offset(-1), $0.offset(.min), $0.limit(.min).offset(2), $0.limit(5).limit(-3)]
        }
    }

    private let db: Database

    init() throws {
        db = try Database.inMemory(tables: [StatementItem.table])
        try db[StatementItem.self].bulkAdd((1...3).map { StatementItem(id: $0, e: $0, note: $0) })
    }

    private func refused<T>(_ body: () throws -> T) {
        let error = #expect(throws: RoostError.self) { _ = try body() }
        #expect(error?.code == .invalidArgument && error?.table == "items", "\(String(describing: error))")
    }

    private func check<S: Scope & ~Escapable>(_ found: Request<StatementItem, S>) {
        refused { try found.toArray() }
        refused { try found.first() }
        refused { try found.last() }
        refused { try found.count() }
        refused { try found.primaryKeys() }
        refused { try found.keys(\.e) }
        refused { try found.each { _ in } }
        refused { try found.sortBy(\.id) }
        refused { try found.explain() }
        refused { try found.analyze() }
        refused { try found.select(\.id, \.e).toArray() }
        refused { try found.select(\.id, \.e).first() }
        refused { try found.uniqueKeys(\.note) }
        refused { try found.firstKey(\.note) }
        refused { try found.lastKey(\.note) }
        refused { try found.min(\.note) }
        refused { try found.max(\.note) }
        refused { try found.sum(\.note) }
        refused { try found.average(\.note) }
        refused { try found.groupedCount(\.note) }
    }

    @Test("reading") func reading() throws {
        for query in Self.negative {
            check(db.query(query))
            refused { try db.query(query).page(size: 2) }
            try db.read { tx in check(tx.query(query)) }
        }
        check(db[StatementItem.self].all.limit(-1))
    }

    @Test("writing") func writing() throws {
        for query in Self.negative {
            refused { try db.query(query).delete() }
            refused { try db.query(query).modify { $0.note = 0 } }
            refused { try db.query(query).modify(.set(\.note, to: 0)) }
            try db.write { tx in
                check(tx.query(query))
                refused { try tx.query(query).delete() }
            }
        }
        #expect(try db[StatementItem.self].orderBy(\.id).keys(\.note) == [1, 2, 3])
    }

    @Test("in the background") func background() async throws {
        let query = db.query(Query(StatementItem.self).limit(-1))
        let error = await #expect(throws: RoostError.self) { try await query.toArray() }
        #expect(error?.code == .invalidArgument)
        let other = await #expect(throws: RoostError.self) {
            for try await _ in db.stream(Query(StatementItem.self).offset(-1)) {}
        }
        #expect(other?.code == .invalidArgument)
        await #expect(throws: RoostError.self) { try await query.delete() }
        await #expect(throws: RoostError.self) { try await query.page(size: 1) }
    }

    @Test("the last bound counts, and 0 is one") func last() throws {
        let all = db[StatementItem.self].orderBy(\.id)
        #expect(try all.limit(-1).limit(2).primaryKeys() == [1, 2])
        #expect(try all.offset(-1).offset(0).limit(0).primaryKeys() == [])
    }
}
