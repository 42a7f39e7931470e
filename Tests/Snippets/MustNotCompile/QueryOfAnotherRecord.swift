// error: cannot convert return expression of type '[Runway]' to return type '[Airport]'
import Roost

private func find(_ db: Database) throws -> [Airport] {
    #if WRONG
    try db.query(Query(Runway.self)).toArray()
    #else
    try db.query(Query(Airport.self)).toArray()
    #endif
}
