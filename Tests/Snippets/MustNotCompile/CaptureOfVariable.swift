// error: mutation of captured var 'count' in concurrently-executing code
import Roost

private func count(_ db: Database) async throws -> Int {
    #if WRONG
    var count = 0
    try await db.read { tx in count = try tx[Airport.self].count() }
    return count
    #else
    try await db.read { tx in try tx[Airport.self].count() }
    #endif
}
