// error: referencing instance method 'read' on 'Where' requires that 'ReadTransaction' conform to 'Escapable'
import Roost

private func later(_ db: Database) throws -> Int {
    #if WRONG
    let leaked = try db.read { tx in return tx[Airport.self].where(\.isOpen) }
    return try leaked.equals(true).count()
    #else
    let kept = Query(Airport.self).where(\.isOpen)
    return try db.query(kept.equals(true)).count()
    #endif
}
