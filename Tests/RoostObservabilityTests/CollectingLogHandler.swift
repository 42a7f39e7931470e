#if Observability
import Foundation
import Logging

/// Keeps everything that is logged.
struct CollectingLogHandler: LogHandler {
    struct Entry: Sendable {
        var level: Logger.Level
        var message: String
        var metadata: Logger.Metadata
    }

    /// `@unchecked Sendable`: the list is only touched under the lock.
    private final class List: @unchecked Sendable {
        private let lock = NSLock()
        private var list: [Entry] = []

        var entries: [Entry] { lock.withLock { list } }
        func append(_ entry: Entry) { lock.withLock { list.append(entry) } }
    }

    private let list = List()
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    var logLevel = Logger.Level.trace

    var entries: [Entry] { list.entries }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let merged = metadata.merging(event.metadata ?? [:]) { $1 }
        list.append(Entry(level: event.level, message: "\(event.message)", metadata: merged))
    }
}
#endif
