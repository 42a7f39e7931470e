// error: type 'Log' does not conform to the 'Sendable' protocol
import Roost

private final class Log {
    var count: Int
    init(count: Int) { self.count = count }
}

private func read(_ db: Database) async throws -> Int {
    #if WRONG
    try await db.read { tx in Log(count: try tx[Airport.self].count()) }.count
    #else
    Log(count: try await db.read { tx in try tx[Airport.self].count() }).count
    #endif
}
