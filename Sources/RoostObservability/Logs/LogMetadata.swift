#if Observability
import Logging
import Roost

/// Reports as metadata, without stored values.
enum LogMetadata {
    static func of(_ report: TransactionReport) -> Logger.Metadata {
        var metadata = of(report.counts, report.duration, report.error)
        metadata["roost.kind"] = "\(report.kind.rawValue)"
        return metadata
    }

    static func of(_ report: QueryReport) -> Logger.Metadata {
        var metadata = of(report.counts, report.duration, report.error)
        metadata["roost.table"] = "\(report.table)"
        if let index = report.index { metadata["roost.index"] = "\(index)" }
        if report.isTableScan, report.counts.keysRead > 0 { metadata["roost.tableScan"] = "true" }
        return metadata
    }

    static func of(slow report: QueryReport) -> Logger.Metadata {
        var metadata = of(report)
        metadata["roost.plan"] = "\(report.shape)"
        if let index = report.suggestedIndex { metadata["roost.suggestedIndex"] = "\(index)" }
        return metadata
    }

    static func of(_ report: CommitReport) -> Logger.Metadata {
        var metadata: Logger.Metadata = [
            "roost.transactions": "\(report.transactions)", "roost.bytes": "\(report.bytes)",
            "roost.synced": "\(report.isSynced)", "roost.duration": seconds(report.duration),
        ]
        if let error = report.error { metadata["roost.error"] = "\(error)" }
        return metadata
    }

    static func of(_ report: SweepReport) -> Logger.Metadata {
        [
            "roost.swept": "\(report.swept)", "roost.unreadable": "\(report.unreadable)",
            "roost.batches": "\(report.batches)", "roost.lag": seconds(report.lag),
            "roost.duration": seconds(report.duration),
        ]
    }

    static func of(_ report: ReclaimReport) -> Logger.Metadata {
        var metadata: Logger.Metadata = [
            "roost.tables": "\(report.tables)", "roost.keys": "\(report.keys)",
            "roost.duration": seconds(report.duration),
        ]
        if let error = report.error { metadata["roost.error"] = "\(error)" }
        return metadata
    }

    private static func of(
        _ counts: TransactionCounts, _ duration: Duration, _ error: (any Error)?
    ) -> Logger.Metadata {
        var metadata: Logger.Metadata = ["roost.duration": seconds(duration)]
        func add(_ key: String, _ number: Int) {
            if number != 0 { metadata[key] = "\(number)" }
        }
        add("roost.keysRead", counts.keysRead)
        add("roost.recordsRead", counts.recordsRead)
        add("roost.recordsDecoded", counts.recordsDecoded)
        add("roost.recordsWritten", counts.recordsWritten)
        add("roost.indexEntriesWritten", counts.indexEntriesWritten)
        if let error { metadata["roost.error"] = "\(RedactedError(error))" }
        return metadata
    }

    private static func seconds(_ duration: Duration) -> Logger.MetadataValue {
        .stringConvertible(duration / .seconds(1))
    }
}
#endif
