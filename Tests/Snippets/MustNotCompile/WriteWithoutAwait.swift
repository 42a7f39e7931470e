// error: expression is 'async' but is not marked with 'await'
import Roost

private func insert(_ airport: Airport, _ db: Database) async throws {
    #if WRONG
    try db.write { tx in try tx[Airport.self].put(airport) }
    #else
    try await db.write { tx in try tx[Airport.self].put(airport) }
    #endif
}
