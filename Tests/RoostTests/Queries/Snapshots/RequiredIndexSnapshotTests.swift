import Roost
import Testing

/// What a database that requires indexes says of a query without one, and what it allows.
@Suite("Snapshots: required indexes") struct RequiredIndexSnapshotTests {
    private struct Refusal: CustomTestStringConvertible, Sendable {
        let query: Query<Book>
        let message: String

        init(_ query: Query<Book>, _ message: String) {
            self.query = query
            self.message = "no index serves the query, books: " + message
        }

        var testDescription: String { message }
    }

    private static let refusals = [
        Refusal(
            books.where(\.lent).equals(true),
            "table scan, filter (lent = ?); Index($0.lent) would serve it"),
        Refusal(
            books.where(\.year).between(1800, 1900).where(\.lent).equals(true),
            "table scan, filter (year >= ? and < ?, lent = ?); Index($0.lent, $0.year) would serve it"),
        Refusal(
            books.where(\.lent).equals(true).orderBy(\.year),
            "table scan, filter (lent = ?), sort by year; Index($0.lent, $0.year) would serve it"),
        Refusal(
            books.where(\.shelf).equalsIgnoreCase("b2"),
            "table scan, filter (shelf = ? without case); Index($0.shelf.ignoringCase) would serve it"),
        Refusal(
            books.where(\.lent).equals(true).orderBy(\.pages),
            "index pages, filter (lent = ?); Index($0.lent) would serve it"),
        Refusal(
            books.orderBy(\.year).limit(1), "table scan, sort by year; Index($0.year) would serve it"),
        Refusal(
            books.where(\.author, \.year).above("Goethe", 1800),
            "table scan, filter ((author, year) > ?); Index($0.author, $0.year) would serve it"),
        // The index of these fields has parts of two directions.
        Refusal(
            books.orderBy(\.author, \.year),
            "table scan, sort by author, year; Index($0.author, $0.year) would serve it"),
        Refusal(books.where(\.tags).notEqual("verse"), "table scan, filter (tags != ?)"),
        Refusal(
            books.where(\.genre).equals(.poems).or(\.lent).equals(true), "table scan, filter (genre = ? or lent = ?)"),
    ]

    private func strict() throws -> Database {
        var options = DatabaseOptions()
        options.requiresIndex = true
        let db = try Database.inMemory(tables: [Book.table], options: options)
        try db[Book.self].bulkAdd(Book.library)
        return db
    }

    @Test(arguments: refusals) private func refused(_ refusal: Refusal) throws {
        let request = try strict().query(refusal.query)
        let error = #expect(throws: RoostError.self) { try request.toArray() }
        #expect(error?.code == .indexRequired)
        #expect(error?.table == "books")
        #expect(error?.message == refusal.message)
        expectCode(.indexRequired) { try request.delete() }
    }

    @Test(
        "what an index serves, what tests no record, and what answers nothing",
        arguments: [
            (books, 15), (books.orderBy(\.pages).limit(4), 4), (books.filter(\.lent), 5),
            (books.where(\.genre).equals(.novel).where(\.lent).equals(true), 2),
            (books.where(\.genre).equals(.drama).orderBy(\.year), 5),
            (books.where(\.author).equalsIgnoreCase("GOETHE"), 3), (books.where(\.lent).equals(true).limit(0), 0),
        ] as [(Query<Book>, Int)])
    func allowed(query: Query<Book>, count: Int) throws {
        #expect(try strict().query(query).toArray().count == count)
    }
}
