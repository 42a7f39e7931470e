import Testing

@testable import Roost

@Suite struct QueryWatchTests {
    @Test func nothingIsMeasuredForNobody() throws {
        var options = DatabaseOptions()
        #expect(try isWatching(options))
        options.slowQueryThreshold = nil
        #expect(try !isWatching(options))
        options.observers = [RecordingObserver()]
        #expect(try isWatching(options))
    }

    private func isWatching(_ options: DatabaseOptions) throws -> Bool {
        let db = try Database.inMemory(tables: [Counter.table], options: options)
        let context = try db.makeContext()
        // Closing waits for all views.
        defer { withExtendedLifetime(db) { context.end() } }
        return QueryWatch(context) != nil
    }
}
