// error: lifetime-dependent variable 'leaked' escapes its scope
import Roost

private func later(_ db: Database) throws -> Int {
    #if WRONG
    var leaked: Where<Airport, Bool, ReadTransaction>?
    try db.read { tx in leaked = tx[Airport.self].where(\.isOpen) }
    return try leaked?.equals(true).count() ?? 0
    #else
    let kept = Query(Airport.self).where(\.isOpen)
    return try db.query(kept.equals(true)).count()
    #endif
}
