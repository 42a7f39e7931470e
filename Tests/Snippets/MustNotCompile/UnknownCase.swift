// error: type 'Airport.Size' has no member 'huge'
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.size).equals(.huge).toArray()
    #else
    try airports.where(\.size).equals(.large).toArray()
    #endif
}
