// error: lifetime-dependent variable 'tx' escapes its scope
import Roost

private func later(_ db: Database, _ airport: Airport) throws {
    #if WRONG
    try db.write { tx in _ = Task { try tx[Airport.self].put(airport) } }
    #else
    _ = Task { try await db.write { tx in try tx[Airport.self].put(airport) } }
    #endif
}
