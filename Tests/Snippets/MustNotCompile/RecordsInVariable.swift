// error: lifetime-dependent variable 'leaked' escapes its scope
import Roost

private func later(_ db: Database) throws -> Int {
    #if WRONG
    var leaked: Records<Airport, ReadTransaction>?
    try db.read { tx in leaked = tx[Airport.self] }
    return try leaked?.count() ?? 0
    #else
    var count: Int?
    try db.read { tx in count = try tx[Airport.self].count() }
    return count ?? 0
    #endif
}
