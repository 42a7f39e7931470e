// error: expression is 'async' but is not marked with 'await'
import Roost

private func close(_ db: Database) async throws {
    #if WRONG
    try db[Airport.self].where(\.isOpen).equals(false).modify { $0.note = "closed" }
    #else
    try await db[Airport.self].where(\.isOpen).equals(false).modify { $0.note = "closed" }
    #endif
}
