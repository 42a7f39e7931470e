// error: instance method 'write' requires that 'WriteTransaction' conform to 'Escapable'
import Roost

private func later(_ db: Database) throws -> Int {
    #if WRONG
    let leaked = try db.write { tx in return tx }
    return try leaked[Airport.self].count()
    #else
    try db.write { tx in try tx[Airport.self].count() }
    #endif
}
