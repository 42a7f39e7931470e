// error: cannot convert value of type 'Int' to expected argument type 'String'
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.name).equals(5).toArray()
    #else
    try airports.where(\.name).equals("5").toArray()
    #endif
}
