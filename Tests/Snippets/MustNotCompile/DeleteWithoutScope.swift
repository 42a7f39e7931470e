// error: referencing instance method 'delete()' on 'Request' requires that 'Unbound' conform to 'WriteScope'
import Roost

private func remove(_ db: Database, _ query: Query<Airport>) throws -> Int {
    #if WRONG
    try query.delete()
    #else
    try db.query(query).delete()
    #endif
}
