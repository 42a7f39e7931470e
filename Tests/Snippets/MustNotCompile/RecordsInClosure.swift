// error: lifetime-dependent variable 'airports' escapes its scope
import Roost

private func later(_ db: Database) throws -> [() throws -> Int] {
    #if WRONG
    var leaked: [() throws -> Int] = []
    try db.read { tx in
        let airports = tx[Airport.self]
        leaked.append { try airports.count() }
    }
    return leaked
    #else
    let airports = db[Airport.self]
    return [{ try airports.count() }]
    #endif
}
