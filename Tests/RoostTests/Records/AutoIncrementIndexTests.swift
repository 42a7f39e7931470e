import Testing

@testable import Roost

/// Indexes that name the key of a table that assigns it.
@Suite("Auto-increment with indexes of the key") struct AutoIncrementIndexTests {
    private struct Order: Codable, Sendable, Equatable, Record {
        var id: Int?
        var customer: String
        var tags: [String] = []

        struct Fields: Sendable {
            var id = Field("id", \Order.id)
            let customer = Field("customer", \Order.customer)
            let tags = EachField("tags", \Order.tags)
        }
        static let table: Table<Order, Int> = declared { Index($0.customer) }

        static func declared(
            _ fields: Fields = Fields(), @IndexBuilder<Order> indexes: (Fields) -> [Index<Order>]
        ) -> Table<Order, Int> {
            Table("orders", fields: fields, autoIncrement: \Fields.id, indexes: indexes)
        }
    }

    private static let tables: [Table<Order, Int>] = [
        Order.declared { Index($0.customer, $0.id) },
        Order.declared { Index($0.id, $0.customer) },
        Order.declared { Index($0.customer, $0.id.descending) },
        Order.declared { Index.unique($0.customer, $0.id) },
        Order.declared { Index.unique($0.id) },
        Order.declared { Index($0.customer).covering($0.id) },
        Order.declared { Index.unique($0.customer, $0.id).covering($0.id) },
        Order.declared { Index.each($0.tags).covering($0.id) },
        Order.declared {
            Index($0.customer, $0.id)
            Index.each($0.tags)
            Index.unique($0.id, $0.customer)
        },
    ]

    @Test(arguments: tables.indices) func recordsWithoutAKeyGetOne(_ number: Int) throws {
        let table = Self.tables[number]
        let db = try Database.inMemory(tables: [table])
        let orders = db.records(in: table)
        #expect(try orders.add(Order(customer: "b", tags: ["x"])) == 1)
        #expect(try orders.put(Order(customer: "a", tags: ["x", "y"])) == 2)
        #expect(
            try orders.bulkAdd([Order(customer: "b"), Order(id: 9, customer: "a"), Order(customer: "b")]) == [3, 9, 10])
        #expect(try orders.upsert(Order(customer: "c"), update: .set(\.customer, to: "d")))
        #expect(try orders.update(3) { $0.tags = ["z"] })
        #expect(try orders.all.primaryKeys() == [1, 2, 3, 9, 10, 11])
        #expect(try orders.where(\.customer).equals("b").orderBy(\.id).keys(\.id) == [1, 3, 10])
        #expect(try orders.where(\.tags).equals("x").select(\.customer, \.id).toArray().map(\.1) == [1, 2] as [Int?])
        #expect(try orders.get(2) == Order(id: 2, customer: "a", tags: ["x", "y"]))
        #expect(try db.verify().problems == [])
    }

    @Test func aMistypedKeyIsRefused() throws {
        let table = Order.declared(.init(id: Field("di", \Order.id))) { Index($0.customer, $0.id) }
        let db = try Database.inMemory(tables: [table])
        for record in [Order(customer: "a"), Order(id: 1, customer: "a")] {
            let error = #expect(throws: RoostError.self) { try db.records(in: table).put(record) }
            #expect(error?.code == .fieldPathMismatch)
            #expect(error?.field == "di")
        }
        #expect(try db.records(in: table).count() == 0)
    }
}
