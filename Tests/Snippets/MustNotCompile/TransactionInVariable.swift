// error: lifetime-dependent variable 'leaked' escapes its scope
import Roost

private func later(_ db: Database) throws -> Int {
    #if WRONG
    var leaked: WriteTransaction?
    try db.write { tx in leaked = tx }
    return try leaked?[Airport.self].count() ?? 0
    #else
    var count: Int?
    try db.write { tx in count = try tx[Airport.self].count() }
    return count ?? 0
    #endif
}
