#if Observability
import Foundation
import Metrics
import MetricsTestKit
import Roost
import RoostObservability
import Testing

@Suite struct MetricsObserverTests {
    private let backend = TestMetrics()

    @Test func everyReportIsCounted() throws {
        let db = try Town.database(MetricsObserver(stallLimit: .zero, factory: backend))
        try Town.use(db)
        try Town.fail(db)
        try db.sweep()
        #expect(backend.counterTotal(label: "roost.transactions", dimensions: [("kind", "read")]) == 4)
        #expect(backend.counterTotal(label: "roost.transactions", dimensions: [("kind", "write")]) == 2)
        #expect(try backend.expectTimer("roost.transaction.duration", [("kind", "read")]).values.count == 4)
        #expect(
            try backend.expectTimer("roost.transaction.duration", [("kind", "write")]).values.allSatisfy { $0 > 0 })
        #expect(backend.counterTotal(label: "roost.errors", dimensions: [("code", "primaryKeyExists")]) == 1)
        #expect(backend.counterTotal(label: "roost.errors", dimensions: [("code", "other")]) == 1)
        #expect(backend.counterTotal(label: "roost.queries") == 3)
        #expect(backend.counterTotal(label: "roost.queries.table_scans") == 1)
        #expect(try backend.expectTimer("roost.query.duration").values.count == 3)
        #expect(backend.counterTotal(label: "roost.keys.read") == 6)
        #expect(backend.counterTotal(label: "roost.records.read") >= 6)
        #expect(backend.counterTotal(label: "roost.records.decoded") == 6)
        #expect(backend.counterTotal(label: "roost.records.written") == 2)
        #expect(backend.counterTotal(label: "roost.index_entries.written") == 2)
        #expect(backend.counterTotal(label: "roost.commits", dimensions: [("result", "ok")]) == 1)
        #expect(backend.counterTotal(label: "roost.commits", dimensions: [("result", "failed")]) == 0)
        #expect(backend.counterTotal(label: "roost.commit.stalls") == 1)
        #expect(try backend.expectRecorder("roost.commit.transactions").values == [1])
        #expect(try backend.expectRecorder("roost.commit.bytes").values.allSatisfy { $0 > 0 })
        #expect(try backend.expectTimer("roost.commit.duration").values.count == 1)
        #expect(backend.counterTotal(label: "roost.sweeps") == 1)
    }

    @Test func slowQueriesAreCountedByTable() throws {
        let db = try Town.database(MetricsObserver(slowQuery: .zero, factory: backend))
        try Town.use(db)
        #expect(backend.counterTotal(label: "roost.queries.slow", dimensions: [("table", "towns")]) == 2)
        #expect(backend.counterTotal(label: "roost.queries") == 2)
    }

    @Test func quickQueriesAreNotSlow() throws {
        let db = try Town.database(MetricsObserver(slowQuery: .seconds(3_600), factory: backend))
        try Town.use(db)
        #expect(backend.counterTotal(label: "roost.queries.slow", dimensions: [("table", "towns")]) == 0)
        #expect(backend.counterTotal(label: "roost.queries") == 2)
    }

    @Test func aStreamIsAQuery() async throws {
        let db = try Town.database(MetricsObserver(slowQuery: .zero, factory: backend))
        try Town.use(db)
        for try await _ in db.stream(Query(Town.self).where(\.name).equals(Town.secret)) {}
        #expect(backend.counterTotal(label: "roost.queries") == 3)
        #expect(backend.counterTotal(label: "roost.queries.slow", dimensions: [("table", "towns")]) == 3)
    }

    @Test func whatACounterAnswersIsNoTableScan() throws {
        let db = try Town.database(MetricsObserver(factory: backend))
        try Town.use(db)
        _ = try db[Town.self].all.count()
        #expect(backend.counterTotal(label: "roost.queries") == 3)
        #expect(backend.counterTotal(label: "roost.queries.table_scans") == 1)
    }

    @Test func sweepsTellTheirLag() throws {
        var options = DatabaseOptions()
        options.clock = { Date(timeIntervalSince1970: 1_800_000_000) }
        options.observers = [MetricsObserver(factory: backend)]
        let db = try Database.inMemory(tables: [Town.table], options: options)
        try db[Town.self].put(Town(id: 1, name: "", until: Date(timeIntervalSince1970: 1_799_999_990)))
        try db.sweep()
        #expect(backend.counterTotal(label: "roost.swept") == 1)
        #expect(try backend.expectTimer("roost.sweep.lag").values == [10_000_000_000])
        #expect(try backend.expectTimer("roost.sweep.duration").values.count == 1)
    }

    @Test func instrumentsAreMadeOnceAndShowNoValues() throws {
        let db = try Town.database(MetricsObserver(slowQuery: .zero, factory: backend))
        try Town.use(db)
        let made = backend.counters.count + backend.timers.count + backend.recorders.count
        for _ in 0..<5 { try Town.use(db) }
        #expect(backend.counters.count + backend.timers.count + backend.recorders.count == made)
        let texts =
            backend.counters.flatMap { [$0.label] + $0.dimensions.map(\.1) }
            + backend.timers.flatMap { [$0.label] + $0.dimensions.map(\.1) }
        #expect(texts.count > 20 && !texts.contains { $0.contains(Town.secret) })
    }

    @Test func prefixAndDimensionsAreOnesOwn() throws {
        let observer = MetricsObserver(prefix: "store", dimensions: [("database", "towns")], factory: backend)
        try Town.use(try Town.database(observer))
        #expect(
            backend.counterTotal(label: "store.transactions", dimensions: [("database", "towns"), ("kind", "read")])
                == 3)
        #expect(backend.counterTotal(label: "store.queries", dimensions: [("database", "towns")]) == 2)
        #expect(
            backend.counterTotal(
                label: "store.errors", dimensions: [("database", "towns"), ("code", "primaryKeyExists")]) == 1)
        #expect(!backend.counters.contains { $0.label.hasPrefix("roost.") })
    }

    @Test func theBackendOfTheTaskIsUsed() throws {
        try withMetricsFactory(backend) { () throws in
            try Town.use(try Town.database(MetricsObserver()))
        }
        #expect(backend.counterTotal(label: "roost.queries") == 2)
    }

    @Test func gaugesAreRecordedOnDemand() async throws {
        let observer = MetricsObserver(factory: backend)
        let db = try Town.database(observer)
        try observer.record(db)
        #expect(try backend.expectGauge("roost.transactions.open").values == [0])
        #expect(try backend.expectGauge("roost.disk.bytes").values == [0])
        // Looking at the folder is no transaction, and may be done inside one.
        try await db.read { _ in try observer.record(db) }
        #expect(try backend.expectGauge("roost.transactions.open").lastValue == 1)
        try await db.close()
        #expect(throws: RoostError.self) { try observer.record(db) }
        // Returns at once, because there is nothing left to look at.
        await observer.poll(db)
    }

    @Test func pollingEndsWithItsTask() async throws {
        let observer = MetricsObserver(factory: backend)
        let db = try Town.database(observer)
        let gauge = try backend.expectGauge("roost.disk.bytes")
        let polling = Task { await observer.poll(db, every: .nanoseconds(1)) }
        while gauge.values.count < 3 { await Task.yield() }
        polling.cancel()
        await polling.value
    }

    @Test func cachesReportThemselves() throws {
        let observer = MetricsObserver(factory: backend)
        observer.record(cache: "pages", hits: 3, misses: 1)
        observer.record(cache: "pages", hits: 2, evictions: 4)
        observer.record(cache: "users", misses: 1)
        #expect(backend.counterTotal(label: "roost.cache.hits", dimensions: [("cache", "pages")]) == 5)
        #expect(backend.counterTotal(label: "roost.cache.misses", dimensions: [("cache", "pages")]) == 1)
        #expect(backend.counterTotal(label: "roost.cache.evictions", dimensions: [("cache", "pages")]) == 4)
        #expect(backend.counterTotal(label: "roost.cache.misses", dimensions: [("cache", "users")]) == 1)
    }
}
#endif
