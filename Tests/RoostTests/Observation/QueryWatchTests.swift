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
        let context = try Database.inMemory(tables: [Counter.table], options: options).makeContext()
        defer { context.end() }
        return QueryWatch(context) != nil
    }
}
