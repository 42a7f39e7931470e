// error: value of type 'Airport.Fields' has no member 'note'
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.orderBy(\.note).toArray()
    #else
    try airports.orderBy(\.name).toArray()
    #endif
}
