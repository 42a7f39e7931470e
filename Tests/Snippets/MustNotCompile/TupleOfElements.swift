// error: cannot convert value of type 'KeyPath<Airport.Fields, EachField<Airport, String>>' to expected argument type 'KeyPath<Airport.Fields, Field<Airport, V2>>'
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.name, \.tags).equals("Zug", "ski").toArray()
    #else
    try airports.where(\.name).equals("Zug").where(\.tags).equals("ski").toArray()
    #endif
}
