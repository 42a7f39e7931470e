// error: expression is 'async' but is not marked with 'await'
import Roost

private func highest(_ db: Database) async throws -> Airport? {
    #if WRONG
    try db[Airport.self].where(\.isOpen).equals(true).orderBy(\.elevation).last()
    #else
    try await db[Airport.self].where(\.isOpen).equals(true).orderBy(\.elevation).last()
    #endif
}
