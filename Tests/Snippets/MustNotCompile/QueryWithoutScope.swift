// error: referencing instance method 'toArray()' on 'Request' requires that 'Unbound' conform to 'Scope'
import Roost

private func find(_ db: Database, _ query: Query<Airport>) throws -> [Airport] {
    #if WRONG
    try query.toArray()
    #else
    try db.query(query).toArray()
    #endif
}
