#if Observability
import Foundation
import InMemoryTracing
import Roost
import RoostObservability
import Testing
import Tracing

@Suite struct TracingObserverTests {
    private let tracer = InMemoryTracer()

    @Test func transactionsAndQueriesAreSpans() throws {
        let db = try Town.database(TracingObserver(tracer: tracer))
        try Town.use(db)
        let spans = tracer.finishedSpans
        #expect(
            spans.map(\.operationName) == [
                "roost.write", "roost.read", "roost.query", "roost.read", "roost.query", "roost.read", "roost.write",
            ])
        #expect(tracer.activeSpans.isEmpty)
        for span in spans {
            #expect(span.kind == .internal)
            #expect(span.parentSpanID == nil)
            #expect(span.startInstant.nanosecondsSinceEpoch < span.endInstant.nanosecondsSinceEpoch)
            #expect(span.attributes["db.system"]?.toSpanAttribute() == .string("roost"))
        }
        #expect(spans[0].attributes["db.operation"]?.toSpanAttribute() == .string("write"))
        #expect(spans[0].attributes["roost.records_written"]?.toSpanAttribute() == .int64(2))
        let query = spans[2].attributes
        #expect(query["db.operation"]?.toSpanAttribute() == .string("query"))
        #expect(query["db.table"]?.toSpanAttribute() == .string("towns"))
        #expect(query["db.index"]?.toSpanAttribute() == .string("name"))
        #expect(query["db.statement"]?.toSpanAttribute() == .string("towns: index name (name = ?)"))
        #expect(query["roost.records_decoded"]?.toSpanAttribute() == .int64(2))
    }

    @Test func errorsAreRecordedWithoutWhatTheyHold() throws {
        let db = try Town.database(TracingObserver(tracer: tracer))
        try Town.use(db)
        try Town.fail(db)
        let spans = tracer.finishedSpans
        #expect(
            spans.map { $0.status?.code == .error } == [false, false, false, false, false, false, true, true, true])
        #expect(spans.map(\.errors.count) == [0, 0, 0, 0, 0, 0, 1, 1, 1])
        #expect("\(spans[6].errors[0].error)".hasPrefix("primaryKeyExists: "))
        #expect("\(spans[8].errors[0].error)".hasSuffix("Town.Leak"))
        for span in spans {
            var text = "\(span.errors.map { "\($0.error)" })"
            span.attributes.forEach { text += " \($0) \($1)" }
            #expect(!text.contains(Town.secret))
        }
    }

    /// What runs on threads of the store's own belongs to the task that asked all the same.
    @Test func spansAreChildrenOfTheTasks() async throws {
        let db = try Town.database(TracingObserver(tracer: tracer))
        try await tracer.withSpan("request") { _ in
            try await db.write { tx in try tx[Town.self].put(Town(id: 1, name: Town.secret)) }
            try await db.read { tx in _ = try tx[Town.self].where(\.name).equals(Town.secret).count() }
            _ = try await db[Town.self].where(\.name).equals(Town.secret).toArray()
            _ = try db[Town.self].get(1)
        }
        let spans = tracer.finishedSpans
        let request = try #require(spans.last)
        #expect(request.operationName == "request")
        #expect(
            spans.dropLast().map(\.operationName) == [
                "roost.write", "roost.query", "roost.read", "roost.query", "roost.read", "roost.read",
            ])
        #expect(spans.dropLast().allSatisfy { $0.parentSpanID == request.spanID && $0.traceID == request.traceID })
    }

    @Test func rootsAndQueriesMayBeLeftOut() throws {
        var observer = TracingObserver(tracer: tracer)
        observer.tracesQueries = false
        observer.tracesRoots = false
        let db = try Town.database(observer)
        try Town.use(db)
        #expect(tracer.finishedSpans.isEmpty)
        try tracer.withSpan("request") { _ in try Town.use(db) }
        #expect(
            tracer.finishedSpans.map(\.operationName) == [
                "roost.write", "roost.read", "roost.read", "roost.read", "roost.write", "request",
            ])
    }

    @Test func theTracerOfTheTaskIsUsed() throws {
        let db = try Town.database(TracingObserver())
        try Town.use(db)
        #expect(tracer.finishedSpans.isEmpty)
        try withTracer(tracer) { () throws in _ = try db[Town.self].get(1) }
        #expect(tracer.finishedSpans.map(\.operationName) == ["roost.read"])
    }
}
#endif
