// error: cannot convert value of type 'Int' to expected argument type 'String'
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.name, \.elevation).equals(1_000, "Zug").toArray()
    #else
    try airports.where(\.name, \.elevation).equals("Zug", 1_000).toArray()
    #endif
}
