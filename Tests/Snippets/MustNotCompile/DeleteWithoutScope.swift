// error: a Query runs in a scope: call this on db.query(…) or tx.query(…)
import Roost

private func remove(_ db: Database, _ query: Query<Airport>) throws -> Int {
    #if WRONG
    try query.delete()
    #else
    try db.query(query).delete()
    #endif
}
