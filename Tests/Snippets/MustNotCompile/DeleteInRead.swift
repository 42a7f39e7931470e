// error: referencing instance method 'delete()' on 'Request' requires that 'ReadTransaction' conform to 'WriteScope'
import Roost

private func remove(_ db: Database, _ query: Query<Airport>) throws {
    #if WRONG
    try db.read { tx in try tx.query(query).delete() }
    #else
    try db.write { tx in try tx.query(query).delete() }
    #endif
}
