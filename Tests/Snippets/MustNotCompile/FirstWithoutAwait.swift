// error: expression is 'async' but is not marked with 'await'
import Roost

private func find(_ db: Database) async throws -> Airport? {
    #if WRONG
    try db[Airport.self].where(\.city).equals("Zug").first()
    #else
    try await db[Airport.self].where(\.city).equals("Zug").first()
    #endif
}
