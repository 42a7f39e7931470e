// error: cannot convert value of type 'any KeyPath<Airport.Fields, Field<Airport, String>> & Sendable' to expected argument type
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.name, \.tags).equals("Zug", "ski").toArray()
    #else
    try airports.where(\.name).equals("Zug").where(\.tags).equals("ski").toArray()
    #endif
}
