// error: lifetime-dependent variable 'open' escapes its scope
import Roost

private func later(_ db: Database) throws -> [() throws -> Int] {
    #if WRONG
    var leaked: [() throws -> Int] = []
    try db.read { tx in
        let open = tx[Airport.self].where(\.isOpen).equals(true)
        leaked.append { try open.count() }
    }
    return leaked
    #else
    let open = db[Airport.self].where(\.isOpen).equals(true)
    return [{ try open.count() }]
    #endif
}
