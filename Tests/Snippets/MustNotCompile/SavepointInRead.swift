// error: value of type 'ReadTransaction' has no member 'savepoint'
import Roost

private func count(_ db: Database) throws -> Int {
    #if WRONG
    try db.read { tx in try tx.savepoint { tx in try tx[Airport.self].count() } }
    #else
    try db.write { tx in try tx.savepoint { tx in try tx[Airport.self].count() } }
    #endif
}
