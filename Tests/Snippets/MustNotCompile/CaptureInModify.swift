// error: capture of 'log' with non-Sendable type 'Log' in a '@Sendable' closure
import Roost

private final class Log {
    var names: [String] = []
}

private func record(_ db: Database, _ log: Log) async throws {
    #if WRONG
    try await db[Airport.self].all.modify { log.names.append($0.name) }
    #else
    log.names += try await db[Airport.self].toArray().map(\.name)
    #endif
}
