import RoostEngineTesting
import Testing

@testable import Roost

/// Queries with many values: what they cost grows with the values, not with their square.
@Suite struct ManyValueTests {
    private let db: Database

    init() throws {
        db = try Database.inMemory(tables: [Shelf.table])
        try db[Shelf.self].bulkPut((0..<2_000).map { Shelf($0, low: 2, high: 1, group: $0) })
    }

    private typealias Q = Query<Shelf>

    private static let shapes: [(name: String, query: @Sendable (Int) -> Query<Shelf>)] = [
        ("any of", { Q(Shelf.self).where(\.group).anyOf(Array(0..<$0)) }),
        ("none of", { Q(Shelf.self).where(\.group).noneOf((0..<$0).map { $0 * 2 }) }),
        ("in any range", { Q(Shelf.self).where(\.group).inAnyRange((0..<$0).map { ($0 * 3, $0 * 3 + 1) }) }),
        ("elements", { Q(Shelf.self).where(\.many).anyOf((0..<$0).map { "z0 \($0)" }) }),
        ("prefixes", { Q(Shelf.self).where(\.many).startsWithAnyOf((0..<$0).map { "z0 \($0)" }) }),
        (
            "alternatives",
            { count in (1..<count).reduce(Q(Shelf.self).where(\.group).equals(0)) { $0.or(\.group).equals($1) } }
        ),
        (
            "alternatives on two fields",
            { count in
                (1..<count).reduce(Q(Shelf.self).where(\.group).equals(0)) {
                    $1.isMultiple(of: 2) ? $0.or(\.id).equals($1) : $0.or(\.group).equals($1)
                }
            }
        ),
    ]

    private func work(_ query: Query<Shelf>, _ body: (Request<Shelf, ReadTransaction>) throws -> Void) throws -> Int {
        try db.read { tx throws in
            try body(tx.query(query))
            let counts = tx.counts
            return counts.keysRead + counts.recordsRead + counts.rangesScanned + counts.elementsRead
        }
    }

    @Test("four times the values cost at most about four times as much", arguments: shapes.indices)
    func growth(shape: Int) throws {
        let (name, query) = Self.shapes[shape]
        let terminals: [(name: String, body: @Sendable (Request<Shelf, ReadTransaction>) throws -> Void)] = [
            ("toArray", { _ = try $0.toArray() }), ("count", { _ = try $0.count() }),
            ("primaryKeys", { _ = try $0.primaryKeys() }), ("uniqueKeys", { _ = try $0.uniqueKeys(\.group) }),
            ("uniqueKeys backwards", { _ = try $0.orderBy(\.group).reverse().uniqueKeys(\.group) }),
        ]
        for (terminal, body) in terminals {
            let few = try work(query(100), body)
            let many = try work(query(400), body)
            #expect(many <= 5 * few + 5_000, "\(name), \(terminal): \(few) for 100 values, \(many) for 400")
        }
    }

    @Test("distinct values of many ranges are those of one range after the other")
    func uniqueKeys() throws {
        let query = Q(Shelf.self).where(\.group).anyOf((0..<400).map { $0 * 4 })
        #expect(try db.query(query).uniqueKeys(\.group) == (0..<400).map { $0 * 4 })
        #expect(
            try db.query(query.orderBy(\.group).reverse()).uniqueKeys(\.group) == (0..<400).reversed().map { $0 * 4 })
        let sparse = Q(Shelf.self).where(\.group).inAnyRange((0..<100).map { ($0 * 100, $0 * 100 + 3) })
        let expected = (0..<2_000).filter { $0 % 100 < 3 }
        #expect(try db.query(sparse).uniqueKeys(\.group) == expected)
    }

    @Test("alternatives on the same field are one plan, wherever they stand among others")
    func alternatives() throws {
        let query = Q(Shelf.self).where(\.group).equals(5).or(\.id).equals(7).or(\.group).equals(6).or(\.id).above(
            1_997)
        let plan = try db.query(query).explain()
        #expect(
            plan.description
                == """
                shelves: any of (index group (group = 5 or group = 6) in 2 ranges, sort by id; \
                primary key (id = 7 or id > 1997) in 2 ranges)
                """)
        #expect(try db.query(query).primaryKeys() == [5, 6, 7, 1_998, 1_999])
    }
}
