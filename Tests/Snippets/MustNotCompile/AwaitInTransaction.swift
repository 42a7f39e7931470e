// error: to parameter expecting synchronous function type
import Roost

private func insert(_ download: () async -> Airport, _ db: Database) async throws {
    #if WRONG
    try await db.write { tx in try tx[Airport.self].put(await download()) }
    #else
    let airport = await download()
    try await db.write { tx in try tx[Airport.self].put(airport) }
    #endif
}
