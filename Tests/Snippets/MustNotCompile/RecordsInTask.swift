// error: lifetime-dependent variable 'airports' escapes its scope
import Roost

private func later(_ db: Database) throws {
    #if WRONG
    try db.read { tx in
        let airports = tx[Airport.self]
        _ = Task { print(try airports.count()) }
    }
    #else
    let airports = db[Airport.self]
    _ = Task { print(try airports.count()) }
    #endif
}
