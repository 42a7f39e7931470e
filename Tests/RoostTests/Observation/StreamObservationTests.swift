import Roost
import RoostEngine
import Testing

/// A stream is one query for the observers and for `advice()`.
@Suite struct StreamObservationTests {
    private let observer = RecordingObserver()
    private let db: Database

    init() throws {
        db = try Self.database(observer)
        observer.forget()
    }

    private static func database(_ observer: any DatabaseObserver) throws -> Database {
        var options = DatabaseOptions()
        options.durability = .none
        options.observers = [observer]
        options.slowQueryThreshold = .zero
        let db = try Database.inMemory(tables: [Counter.table], options: options)
        try db[Counter.self].bulkPut((0..<1_000).map { Counter(name: "\(1_000 + $0)", value: $0) })
        return db
    }

    private var all: Query<Counter> { Query(Counter.self) }

    @Test func oneReportCountsAllChunks() async throws {
        var read = 0
        for try await _ in db.stream(all.where(\.value).below(900)) {
            read += 1
            if read < 600 { #expect(observer.queries.isEmpty) }
        }
        #expect(read == 900)
        let report = try #require(observer.queries.first)
        #expect(observer.queries.count == 1)
        #expect(report.counts.recordsDecoded == 900)
        #expect(report.counts.recordsRead >= 900)
        #expect(report.counts.keysRead >= 900)
        #expect(report.error == nil && report.table == "counters" && report.index == "value")
        #expect(report.shape == "counters: index value (value < ?)")
        #expect(report.plan.counts == report.counts)
        // It is part of no transaction, and telling costs none.
        #expect(observer.transactions.isEmpty)
        #expect(db.openTransactions == 0)
    }

    @Test func whatIsSortedFirstIsOneReport() async throws {
        for try await _ in db.stream(all.where(\.value).below(300).orderBy(\.name).reverse()) {}
        for try await _ in db.stream(all.where(\.value).equals(1).or(\.name).above("1500")) {}
        #expect(observer.queries.map(\.counts.recordsDecoded) == [300, 500])
        #expect(observer.queries.allSatisfy { $0.error == nil })
    }

    @Test func nothingFoundIsAReport() async throws {
        for try await _ in db.stream(all.where(\.value).below(0)) {}
        #expect(observer.queries.map(\.counts.recordsDecoded) == [0])
    }

    @Test func timeBetweenChunksIsNotItsTime() async throws {
        var waited = Duration.zero
        var iterator = db.stream(all).makeAsyncIterator()
        while true {
            let start = ContinuousClock.now
            let counter = try await iterator.next()
            waited += ContinuousClock.now - start
            guard counter != nil else { break }
            // What the consumer does in between.
            _ = try await db[Counter.self].where(\.value).below(20).toArray()
        }
        let report = try #require(observer.queries.first { $0.counts.recordsDecoded == 1_000 })
        #expect(report.duration > .zero)
        #expect(report.duration <= waited)
    }

    @Test func whatIsLeftBeforeItsEndIsToldOnce() async throws {
        do {
            var iterator = db.stream(all).makeAsyncIterator()
            for _ in 0..<40 { _ = try await iterator.next() }
            #expect(observer.queries.isEmpty)
        }
        #expect(observer.queries.count == 1)
        #expect(observer.queries[0].error == nil)
        // Of three chunks, the last one in part.
        #expect((40..<1_000).contains(observer.queries[0].counts.recordsDecoded))
        // What was never begun is no query.
        _ = db.stream(all).makeAsyncIterator()
        #expect(observer.queries.count == 1)
        #expect(db.advice().map(\.runs) == [1])
    }

    @Test func anErrorOfAClosureIsTold() async throws {
        struct Own: Error {}
        await #expect(throws: Own.self) {
            for try await _ in db.stream(all.filter { if $0.value == 500 { throw Own() } else { true } }) {}
        }
        #expect(observer.queries.count == 1)
        #expect(observer.queries[0].error is Own)
        #expect(observer.queries[0].counts.recordsDecoded == 501)
    }

    @Test func whatIsTooMuchToSortIsTold() async throws {
        var options = DatabaseOptions()
        options.observers = [observer]
        options.sortMemoryBytes = 100
        let db = try Database.inMemory(tables: [Counter.table], options: options)
        try await db[Counter.self].bulkPut((0..<100).map { Counter(name: "\($0)", value: $0) })
        await #expect(throws: RoostError.self) {
            for try await _ in db.stream(all.where(\.value).below(90).orderBy(\.name)) {}
        }
        #expect(observer.queries.count == 1)
        #expect(RoostError.Code.sortTooLarge ~= (try #require(observer.queries[0].error)))
    }

    @Test func aCancelledTaskEndsIt() async throws {
        let task = Task {
            var iterator = db.stream(all).makeAsyncIterator()
            _ = try await iterator.next()
            withUnsafeCurrentTask { $0?.cancel() }
            do {
                while try await iterator.next() != nil {}
            } catch {
                // Told by now, though the iterator is still there.
                #expect(observer.queries.count == 1)
                #expect(try await iterator.next() == nil)
                throw error
            }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(observer.queries.count == 1)
        #expect(observer.queries[0].error is CancellationError)
    }

    @Test func closingTheDatabaseEndsIt() async throws {
        var iterator = db.stream(all).makeAsyncIterator()
        _ = try await iterator.next()
        try await db.close()
        #expect(observer.queries.count == 1)
        #expect(RoostError.Code.closed ~= (try #require(observer.queries[0].error)))
        await #expect(throws: RoostError.self) { while try await iterator.next() != nil {} }
        #expect(observer.queries.count == 1)
    }

    @Test func aSlowOneIsRemembered() async throws {
        for _ in 0..<2 { for try await _ in db.stream(all.where(\.value).above(10).orderBy(\.name)) {} }
        let advice = try #require(db.advice().first)
        #expect(advice.runs == 2)
        #expect(advice.table == "counters")
        #expect(advice.counts.recordsDecoded == 989)
        // As the same query is that is run at once.
        _ = try await db[Counter.self].where(\.value).above(20).orderBy(\.name).toArray()
        #expect(db.advice().map(\.runs) == [3])
    }

    /// Waits, while it is told of a query, for another thread to close the database.
    private final class Closer: DatabaseObserver {
        let db = Guarded<Database?>(nil)
        let told = Guarded(0)

        func queryEnded(_ report: QueryReport) {
            told.withLock { $0 += 1 }
            guard let db = db.withLock({ $0 }) else { return }
            do {
                try TestThreadBox { try db.close() }.join()
            } catch {
                Issue.record(error)
            }
        }
    }

    @Test("observers are told while no lock is held", arguments: ["ended", "left", "failed", "closed"])
    func noLockIsHeld(end: String) async throws {
        struct Own: Error {}
        let closer = Closer()
        let db = try Self.database(closer)
        closer.db.withLock { $0 = db }
        defer { closer.db.withLock { $0 = nil } }
        switch end {
        case "ended":
            // Told with the chunk that is the last; to ask for what follows would be too late.
            var iterator = db.stream(all.limit(10)).makeAsyncIterator()
            for _ in 0..<10 { #expect(try await iterator.next() != nil) }
        case "failed":
            await #expect(throws: Own.self) { for try await _ in db.stream(all.filter { _ in throw Own() }) {} }
        default:
            var iterator = db.stream(all).makeAsyncIterator()
            _ = try await iterator.next()
            if end == "closed" { try await db.close() }
        }
        #expect(closer.told.withLock { $0 } == 1)
        #expect(throws: RoostError.self) { try db[Counter.self].count() }
    }
}
