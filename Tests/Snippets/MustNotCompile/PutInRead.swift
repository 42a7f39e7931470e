// error: referencing instance method 'put' on 'Records' requires that 'ReadTransaction' conform to 'WriteScope'
import Roost

private func insert(_ airport: Airport, _ db: Database) throws {
    #if WRONG
    try db.read { tx in try tx[Airport.self].put(airport) }
    #else
    try db.write { tx in try tx[Airport.self].put(airport) }
    #endif
}
