// error: a Query runs in a scope: call this on db.query(…) or tx.query(…)
import Roost

private func find(_ db: Database, _ query: Query<Airport>) throws -> [Airport] {
    #if WRONG
    try query.toArray()
    #else
    try db.query(query).toArray()
    #endif
}
