#if Hummingbird
import Foundation
import Logging

/// Everything that was logged, at any level.
///
/// `@unchecked Sendable`: the lines are only touched under the lock.
final class LogCollector: @unchecked Sendable {
    private struct Handler: LogHandler {
        let collector: LogCollector
        var logLevel = Logger.Level.trace
        var metadata: Logger.Metadata = [:]
        var metadataProvider: Logger.MetadataProvider?

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let metadata = metadata.merging(event.metadata ?? [:]) { $1 }
            collector.add("\(event.level) \(event.message) \(metadata) \(event.error.map { "\($0)" } ?? "")")
        }
    }

    private let lock = NSLock()
    private var lines: [String] = []

    var logger: Logger { Logger(label: "test") { _ in Handler(collector: self) } }

    var text: String { lock.withLock { lines.joined(separator: "\n") } }

    private func add(_ line: String) { lock.withLock { lines.append(line) } }
}
#endif
