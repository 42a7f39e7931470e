import Roost
import Testing

/// A query over the library, with the plan it must get, the books it must find, in order, and the same question asked of
/// all books in Swift.
struct Snapshot: CustomTestStringConvertible, Sendable {
    let query: Query<Book>
    let plan: String
    let ids: [Int]
    private let expected: @Sendable ([Book]) -> [Book]
    private let isOrdered: Bool

    var testDescription: String { plan }

    /// A query whose order is that of the index it happens to get.
    init(_ query: Query<Book>, plan: String, ids: [Int], _ matches: @escaping @Sendable (Book) -> Bool) {
        self.init(query, plan, ids, isOrdered: false) { $0.filter(matches) }
    }

    /// A query that says its order, or whose answer depends on it.
    static func inOrder(
        _ query: Query<Book>, plan: String, ids: [Int], _ expected: @escaping @Sendable ([Book]) -> [Book]
    ) -> Snapshot {
        Snapshot(query, plan, ids, isOrdered: true, expected)
    }

    private init(
        _ query: Query<Book>, _ plan: String, _ ids: [Int], isOrdered: Bool,
        _ expected: @escaping @Sendable ([Book]) -> [Book]
    ) {
        self.query = query
        self.plan = plan
        self.ids = ids
        self.isOrdered = isOrdered
        self.expected = expected
    }

    /// Every terminal that tells which books there are says the same, and so does Swift.
    func check() throws {
        let db = try Database.inMemory(tables: [Book.table])
        defer { try? db.close() }
        try db[Book.self].bulkAdd(Book.library)
        let request = db.query(query)
        let explained = try request.explain().description
        #expect(explained == plan)
        #expect(try request.toArray().map(\.id) == ids)
        #expect(try request.primaryKeys() == ids)
        #expect(try request.count() == ids.count)
        #expect(try request.first()?.id == ids.first)
        #expect(try request.last()?.id == ids.last)
        let inSwift = expected(Book.library).map(\.id)
        #expect(inSwift == (isOrdered ? ids : ids.sorted()), "what Swift finds")
    }
}

/// The query that snapshots begin with.
let books = Query(Book.self)
