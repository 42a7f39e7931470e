import Roost
import Testing

/// The index that is recommended for each shape of query, and that it serves the query. `make snippets` compiles what is
/// recommended here.
@Suite("Snapshots: advice") struct AdviceSnapshotTests {
    private struct Advice: CustomTestStringConvertible, Sendable {
        let query: @Sendable (Table<Book, Int>) -> Query<Book>
        let message: String
        let index: @Sendable (Book.Fields) -> Index<Book>

        init(
            _ message: String, _ index: @escaping @Sendable (Book.Fields) -> Index<Book>,
            _ query: @escaping @Sendable (Query<Book>) -> Query<Book>
        ) {
            self.query = { query(Query(in: $0)) }
            self.message = message
            self.index = index
        }

        var testDescription: String { message }
    }

    private static let advice = [
        Advice("table scan, filter (lent = ?); Index($0.lent) would serve it", { Index($0.lent) }) {
            $0.where(\.lent).equals(true)
        },
        Advice(
            "table scan, filter (title starts with ? without case); Index($0.title.ignoringCase) would serve it",
            { Index($0.title.ignoringCase) }
        ) { $0.where(\.title).startsWithIgnoreCase("D") },
        Advice("table scan, filter (tags = ?); Index.each($0.tags) would serve it", { Index.each($0.tags) }) {
            $0.where(\.tags).equals("verse")
        },
        Advice(
            "table scan, filter (tags = ? without case); Index.each($0.tags.ignoringCase) would serve it",
            { Index.each($0.tags.ignoringCase) }
        ) { $0.where(\.tags).equalsIgnoreCase("Verse") },
        Advice(
            "table scan, filter (tags starts with any of [?] without case); "
                + "Index.each($0.tags.ignoringCase) would serve it", { Index.each($0.tags.ignoringCase) }
        ) { $0.where(\.tags).startsWithAnyOfIgnoreCase("V", "G") },
        Advice(
            "table scan, filter ((genre, shelf) in [?]); Index($0.genre, $0.shelf) would serve it",
            { Index($0.genre, $0.shelf) }
        ) { $0.where(\.genre, \.shelf).anyOf([(.drama, "B2"), (.novel, "A1")]) },
        Advice(
            "table scan, filter (author = ?), sort by year; Index($0.author, $0.year) would serve it",
            { Index($0.author, $0.year) }
        ) { $0.where(\.author).equals("Goethe").orderBy(\.year) },
        Advice(
            "table scan, sort by author, year descending; Index($0.author, $0.year.descending) would serve it",
            { Index($0.author, $0.year.descending) }
        ) { $0.orderBy(\.author, \.year.descending) },
        Advice(
            "table scan, sort by title without case; Index($0.title.ignoringCase) would serve it",
            { Index($0.title.ignoringCase) }
        ) { $0.orderBy(\.title.ignoringCase) },
        Advice(
            "table scan, filter (lent = ?, tags = ?); Index.each($0.lent, $0.tags) would serve it",
            { Index.each($0.lent, $0.tags) }
        ) { $0.where(\.lent).equals(true).where(\.tags).equals("verse") },
        Advice(
            "table scan, filter (tags = ? without case), sort by year descending; "
                + "Index.each($0.tags.ignoringCase, $0.year.descending) would serve it",
            { Index.each($0.tags.ignoringCase, $0.year.descending) }
        ) { $0.where(\.tags).equalsIgnoreCase("Verse").orderBy(\.year.descending) },
        // A field has the name that the record type gives it, whatever its path.
        Advice(
            "table scan, filter (code = ?); Index($0.signature) would serve it", { Index($0.signature) }
        ) { $0.where(\.signature).equals("go1") },
    ]

    @Test(arguments: advice) private func isGivenAndServes(_ advice: Advice) throws {
        let bare = Table("books", fields: Book.Fields(), primaryKey: \Book.Fields.id)
        let error = #expect(throws: RoostError.self) { try answer(advice, bare) }
        #expect(error?.message == "no index serves the query, books: " + advice.message)
        let indexed = Table("books", fields: Book.Fields(), primaryKey: \Book.Fields.id) { advice.index($0) }
        let inSwift = try answer(advice, bare, requiresIndex: false)
        #expect(try answer(advice, indexed).sorted() == inSwift.sorted())
    }

    private func answer(_ advice: Advice, _ table: Table<Book, Int>, requiresIndex: Bool = true) throws -> [Int] {
        var options = DatabaseOptions()
        options.requiresIndex = requiresIndex
        let db = try Database.inMemory(tables: [table], options: options)
        try db.records(in: table).bulkAdd(Book.library)
        return try db.query(advice.query(table)).toArray().map(\.id)
    }
}
