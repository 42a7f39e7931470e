// error: expression is 'async' but is not marked with 'await'
import Roost

private func count(_ db: Database) async throws -> Int {
    #if WRONG
    try db.read { tx in try tx[Airport.self].count() }
    #else
    try await db.read { tx in try tx[Airport.self].count() }
    #endif
}
