// error: expression is 'async' but is not marked with 'await'
import Roost

private func end(_ db: Database) async throws {
    #if WRONG
    try db.close()
    #else
    try await db.close()
    #endif
}
