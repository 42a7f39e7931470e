// error: capture of 'log' with non-Sendable type 'Log' in a '@Sendable' closure
import Roost

private final class Log {
    var counts: [Int] = []
}

private func record(_ db: Database, _ log: Log) async throws {
    #if WRONG
    try await db.read { tx in log.counts.append(try tx[Airport.self].count()) }
    #else
    log.counts.append(try await db.read { tx in try tx[Airport.self].count() })
    #endif
}
