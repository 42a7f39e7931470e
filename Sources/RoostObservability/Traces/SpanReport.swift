#if Observability
import Roost
import Tracing

/// Reports as attributes of a span, without stored values.
enum SpanReport {
    static func set(_ attributes: inout SpanAttributes, operation: String, _ counts: TransactionCounts) {
        attributes["db.system"] = "roost"
        attributes["db.operation"] = operation
        attributes["roost.keys_read"] = counts.keysRead
        attributes["roost.records_read"] = counts.recordsRead
        attributes["roost.records_decoded"] = counts.recordsDecoded
        attributes["roost.records_written"] = counts.recordsWritten
        attributes["roost.index_entries_written"] = counts.indexEntriesWritten
    }
}

extension Span {
    func end(_ error: (any Error)?, at instant: DefaultTracerClock.Timestamp) {
        if let error {
            recordError(RedactedError(error), attributes: [:], at: instant)
            setStatus(SpanStatus(code: .error))
        }
        end(at: instant)
    }
}
#endif
