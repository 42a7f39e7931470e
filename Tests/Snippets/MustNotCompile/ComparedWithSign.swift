// error: cannot convert value of type 'Bool' to expected argument type 'KeyPath<Airport.Fields, F>'
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.elevation > 1_000).toArray()
    #else
    try airports.where(\.elevation).above(1_000).toArray()
    #endif
}
