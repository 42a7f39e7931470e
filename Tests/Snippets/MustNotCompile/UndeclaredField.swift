// error: value of type 'Airport.Fields' has no member 'note'
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.note).equals("").toArray()
    #else
    try airports.where(\.name).equals("").toArray()
    #endif
}
