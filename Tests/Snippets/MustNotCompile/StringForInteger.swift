// error: cannot convert value of type 'String' to expected argument type 'Int'
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.elevation).above("1000").toArray()
    #else
    try airports.where(\.elevation).above(1_000).toArray()
    #endif
}
