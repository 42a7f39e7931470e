// error: expression is 'async' but is not marked with 'await'
import Roost

private func load(_ db: Database) async throws -> [Airport] {
    #if WRONG
    try db[Airport.self].toArray()
    #else
    try await db[Airport.self].toArray()
    #endif
}
