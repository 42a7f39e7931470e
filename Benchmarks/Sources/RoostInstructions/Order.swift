import Roost

/// A record of 40 lines, about 3,000 bytes of JSON: what reads and writes it mostly decodes and encodes.
struct Order: Codable, Sendable {
    struct Line: Codable, Sendable {
        var article: String
        var count: Int
        var price: Double
        var note: String?
        var isGift: Bool
    }

    var id: Int
    var customer: String
    var lines: [Line]

    init(_ id: Int) {
        self.id = id
        customer = "customer \(id)"
        lines = (0..<40).map { number in
            Line(
                article: "article \(id * 40 + number)", count: number % 7 + 1, price: Double(number) + 0.25,
                note: number.isMultiple(of: 4) ? "wrap it \"twice\"" : nil, isGift: number.isMultiple(of: 3))
        }
    }
}

extension Order: Record {
    struct Fields: Sendable {
        let id = Field("id", \Order.id)
        let customer = Field("customer", \Order.customer)
    }

    static let table = Table("orders", fields: Fields(), primaryKey: \Fields.id)
}

/// Reads and writes orders in one transaction, so that little but the codec is left.
struct Coding {
    private let db: Database
    private let orders = (0..<100).map(Order.init)

    init() throws {
        var options = DatabaseOptions()
        options.durability = .none
        db = try Database.inMemory(tables: [Order.table], options: options)
        try db[Order.self].bulkPut(orders)
    }

    /// Ends the transaction that encodes, so that nothing is committed.
    private struct Enough: Error {}

    var workloads: [Workload] {
        let (db, orders) = (db, orders)
        return [
            Workload("decode", operations: 100) {
                try db.read { tx in try orders.count { try tx[Order.self].get($0.id) != nil } }
            },
            Workload("encode", operations: 100) {
                var count = 0
                do {
                    try db.write { tx in
                        for order in orders {
                            try tx[Order.self].put(order)
                            count += 1
                        }
                        throw Enough()
                    }
                } catch is Enough {}
                return count
            },
        ]
    }
}
