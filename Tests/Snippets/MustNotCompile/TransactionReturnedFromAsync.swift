// error: cannot convert value of type 'WriteTransaction' to closure result type '()'
import Roost

private func later(_ db: Database) async throws -> Int {
    #if WRONG
    let leaked = try await db.write { tx in return tx }
    return try leaked[Airport.self].count()
    #else
    try await db.write { tx in try tx[Airport.self].count() }
    #endif
}
