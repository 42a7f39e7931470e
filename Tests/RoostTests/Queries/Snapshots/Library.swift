import Roost
import Testing

/// The library in a database that tells how its queries were run.
struct Library {
    let db: Database
    private let observer = RecordingObserver()

    init() throws {
        var options = DatabaseOptions()
        options.observers = [observer]
        db = try Database.inMemory(tables: [Book.table], options: options)
        try db[Book.self].bulkAdd(Book.library)
    }

    /// Expects the one query of a closure to be run by a plan, to read so many records, and to have an answer; and all
    /// books to have the same answer in Swift.
    func snapshot<Answer: Equatable>(
        plan: String, recordsRead: Int, _ answer: Answer, sourceLocation: SourceLocation = #_sourceLocation,
        _ body: (Records<Book, Database>) throws -> Answer, inSwift expected: (([Book]) -> Answer)? = nil
    ) throws {
        observer.forget()
        #expect(try body(db[Book.self]) == answer, sourceLocation: sourceLocation)
        if let expected {
            #expect(expected(Book.library) == answer, "what Swift finds", sourceLocation: sourceLocation)
        }
        let query = observer.queries.first
        #expect(observer.queries.count == 1, sourceLocation: sourceLocation)
        #expect(query.map { String($0.plan.description.prefix { $0 != "\n" }) } == plan, sourceLocation: sourceLocation)
        #expect(query?.counts.recordsRead == recordsRead, sourceLocation: sourceLocation)
    }
}
