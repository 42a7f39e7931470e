// error: cannot convert value of type 'Runway' to expected argument type 'Airport'
import Roost

private func insert(_ runway: Runway, _ db: Database) throws {
    #if WRONG
    try db[Airport.self].put(runway)
    #else
    try db[Runway.self].put(runway)
    #endif
}
