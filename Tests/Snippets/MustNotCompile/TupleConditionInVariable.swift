// error: lifetime-dependent variable 'leaked' escapes its scope
import Roost

private func later(_ db: Database) throws -> Int {
    #if WRONG
    var leaked: CompoundWhere<Airport, ReadTransaction, Bool, String>?
    try db.read { tx in leaked = tx[Airport.self].where(\.isOpen, \.name) }
    return try leaked?.equals(true, "Zug").count() ?? 0
    #else
    let kept = Query(Airport.self).where(\.isOpen, \.name)
    return try db.query(kept.equals(true, "Zug")).count()
    #endif
}
