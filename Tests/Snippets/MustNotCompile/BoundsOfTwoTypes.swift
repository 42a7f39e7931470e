// error: cannot convert value of type 'Double' to expected argument type 'Int'
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.elevation).between(1, 2.5).toArray()
    #else
    try airports.where(\.elevation).between(1, 2).toArray()
    #endif
}
