// error: referencing instance method 'read' on 'Request' requires that 'ReadTransaction' conform to 'Escapable'
import Roost

private func later(_ db: Database) throws -> Int {
    #if WRONG
    let leaked = try db.read { tx in return tx[Airport.self].where(\.isOpen).equals(true) }
    return try leaked.count()
    #else
    try db.read { tx in try tx[Airport.self].where(\.isOpen).equals(true).count() }
    #endif
}
