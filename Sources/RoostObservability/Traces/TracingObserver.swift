#if Observability
public import Roost
public import Tracing

/// Makes spans of what a database does, for swift-distributed-tracing.
///
/// ```swift
/// options.observers = [TracingObserver()]
/// ```
///
/// A transaction is a span `roost.read` or `roost.write`, a query a span `roost.query`, both children of the span that is
/// current in the task that asked. Attributes are `db.system` (`roost`), `db.operation` (`read`, `write`, `query`),
/// `db.table`, `db.index`, `db.statement` (the plan of a query without values) and the counts `roost.keys_read`,
/// `roost.records_read`, `roost.records_decoded`, `roost.records_written`, `roost.index_entries_written`. An error makes
/// the status `error`. Stored values are in none of them: an error that is not one of Roost is recorded by its type alone.
///
/// Spans begin and end by the wall clock now, and the measured duration before it.
///
/// - Complexity: one span of the tracer for each transaction and each query, with about ten attributes where the span
///   records.
public struct TracingObserver: DatabaseObserver {
    /// Whether queries have spans of their own, beside their transactions.
    public var tracesQueries = true
    /// Whether there are spans outside any other span.
    public var tracesRoots = true

    private let tracer: (any Tracer)?

    /// Traces all transactions and queries.
    ///
    /// - Parameter tracer: the backend; the one that is current at each moment unless said otherwise.
    public init(tracer: (any Tracer)? = nil) {
        self.tracer = tracer
    }

    /// Makes a span of a transaction.
    public func transactionEnded(_ report: TransactionReport) {
        guard let context = context() else { return }
        let name = report.kind == .read ? "roost.read" : "roost.write"
        let moment = SpanMoment(endingNow: report.duration)
        let span = currentTracer.startSpan(name, context: context, ofKind: .internal, at: moment.start)
        if span.isRecording {
            span.updateAttributes { attributes in
                SpanReport.set(&attributes, operation: report.kind.rawValue, report.counts)
            }
        }
        span.end(report.error, at: moment.end)
    }

    /// Makes a span of a query.
    public func queryEnded(_ report: QueryReport) {
        guard tracesQueries, let context = context() else { return }
        let moment = SpanMoment(endingNow: report.duration)
        let span = currentTracer.startSpan("roost.query", context: context, ofKind: .internal, at: moment.start)
        if span.isRecording {
            span.updateAttributes { attributes in
                SpanReport.set(&attributes, operation: "query", report.counts)
                attributes["db.table"] = report.table
                if let index = report.index { attributes["db.index"] = index }
                attributes["db.statement"] = report.shape
            }
        }
        span.end(report.error, at: moment.end)
    }

    private var currentTracer: any Tracer { tracer ?? InstrumentationSystem.tracer }

    /// Nil when there shall be no span.
    private func context() -> ServiceContext? { ServiceContext.current ?? (tracesRoots ? .topLevel : nil) }
}
#endif
