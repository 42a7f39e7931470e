// error: lifetime-dependent variable 'tx' escapes its scope
import Roost

private func later(_ db: Database) throws -> [() throws -> Int] {
    #if WRONG
    var leaked: [() throws -> Int] = []
    try db.write { tx in leaked.append { try tx[Airport.self].count() } }
    return leaked
    #else
    var counts: [Int] = []
    try db.write { tx in counts.append(try tx[Airport.self].count()) }
    return counts.map { count in { count } }
    #endif
}
