// error: lifetime-dependent variable 'leaked' escapes its scope
import Roost

private func later(_ db: Database) throws -> Int {
    #if WRONG
    var leaked: Request<Airport, ReadTransaction>?
    try db.read { tx in leaked = tx[Airport.self].where(\.isOpen).equals(true) }
    return try leaked?.count() ?? 0
    #else
    let kept: Query<Airport> = Query(Airport.self).where(\.isOpen).equals(true)
    return try db.read { tx in try tx.query(kept).count() }
    #endif
}
