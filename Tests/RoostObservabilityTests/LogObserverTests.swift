#if Observability
import Foundation
import Logging
import Roost
import RoostObservability
import Testing

@Suite struct LogObserverTests {
    private let handler = CollectingLogHandler()

    private func observer(_ level: Logger.Level) -> LogObserver {
        var logger = Logger(label: "program") { _ in handler }
        logger.logLevel = level
        logger[metadataKey: "request"] = "42"
        var observer = LogObserver(logger: logger)
        // However slow the machine is.
        observer.slowQuery = .seconds(3_600)
        return observer
    }

    @Test func normalWorkIsQuiet() throws {
        let db = try Town.database(observer(.info))
        try Town.use(db)
        try Town.fail(db)
        try db.sweep()
        #expect(handler.entries.isEmpty)
    }

    @Test func debugShowsQueriesAndFailures() throws {
        let db = try Town.database(observer(.debug))
        try Town.use(db)
        #expect(handler.entries.map(\.message) == ["query", "query", "transaction failed"])
        #expect(handler.entries.allSatisfy { $0.level == .debug && $0.metadata["request"] == "42" })
        let query = handler.entries[0].metadata
        #expect(query["roost.table"] == "towns")
        #expect(query["roost.index"] == "name")
        #expect(query["roost.recordsDecoded"] == "2")
        #expect(query["roost.recordsWritten"] == nil)
        #expect(query["roost.tableScan"] == nil)
        let duration = try #require(query["roost.duration"])
        #expect(try #require(Double("\(duration)")) > 0)
        #expect(handler.entries[1].metadata["roost.tableScan"] == "true")
        #expect(handler.entries[1].metadata["roost.index"] == nil)
        let failed = handler.entries[2].metadata
        #expect(failed["roost.kind"] == "write")
        let error = try #require(failed["roost.error"])
        #expect("\(error)".hasPrefix("primaryKeyExists: "))
    }

    @Test func traceShowsEverythingButValues() throws {
        let db = try Town.database(observer(.trace))
        try Town.use(db)
        try Town.fail(db)
        try db.sweep()
        let messages = handler.entries.map(\.message)
        #expect(
            messages == [
                "commit", "transaction", "transaction", "query", "transaction", "query", "transaction",
                "transaction failed", "query failed", "transaction failed", "sweep",
            ])
        #expect(handler.entries[0].metadata["roost.transactions"] == "1")
        #expect(handler.entries[0].metadata["roost.synced"] == "false")
        let leak = try #require(handler.entries[8].metadata["roost.error"])
        #expect("\(leak)".hasSuffix("Town.Leak"))
        #expect(handler.entries[10].metadata["roost.swept"] == "0")
        for entry in handler.entries {
            #expect(!"\(entry.message) \(entry.metadata)".contains(Town.secret))
        }
    }

    @Test func slowMeansAsForTheAdvice() throws {
        #expect(LogObserver(logger: Logger(label: "program")).slowQuery == DatabaseOptions().slowQueryThreshold)
    }

    @Test func aSlowQueryIsAWarning() throws {
        var observer = observer(.notice)
        observer.slowQuery = .zero
        let db = try Town.database(observer)
        _ = try db[Town.self].where(\.name).startsWith(Town.secret).toArray()
        #expect(handler.entries.map(\.message) == ["slow query"])
        #expect(handler.entries[0].level == .warning)
        #expect(handler.entries[0].metadata["roost.plan"] == "towns: index name (name starts with ?)")
        #expect(!"\(handler.entries[0].metadata)".contains(Town.secret))
    }

    @Test func aSlowStreamIsAWarning() async throws {
        var observer = observer(.notice)
        observer.slowQuery = .zero
        let db = try Town.database(observer)
        try Town.use(db)
        let before = handler.entries.count
        for try await _ in db.stream(Query(Town.self).where(\.until).isNil()) {}
        #expect(handler.entries.count == before + 1)
        let entry = try #require(handler.entries.last)
        #expect(entry.message == "slow query" && entry.level == .warning)
        #expect(entry.metadata["roost.recordsDecoded"] == "2")
        #expect(entry.metadata["roost.suggestedIndex"] == "Index($0.until)")
    }

    @Test(arguments: [Duration.seconds(3_600), nil]) func aQuickQueryIsNoWarning(limit: Duration?) throws {
        var observer = observer(.notice)
        observer.slowQuery = limit
        try Town.use(try Town.database(observer))
        #expect(handler.entries.isEmpty)
    }

    @Test(arguments: [false, true]) func aFailedCommitIsAWarningWhenAskedFor(warns: Bool) throws {
        var observer = observer(.debug)
        observer.warnsOfFailedCommits = warns
        var options = DatabaseOptions()
        options.observers = [observer]
        let db = try Database.open(try FailingStore(), path: nil, tables: [Town.table], options: options)
        #expect(throws: RoostError.self) { try db[Town.self].put(Town(id: 1, name: Town.secret)) }
        #expect(handler.entries.map(\.message) == ["commit failed", "transaction failed"])
        #expect(handler.entries.map(\.level) == [warns ? .warning : .debug, .debug])
        let error = try #require(handler.entries[0].metadata["roost.error"])
        #expect("\(error)".hasPrefix("commitUnknown: "))
    }
}
#endif
