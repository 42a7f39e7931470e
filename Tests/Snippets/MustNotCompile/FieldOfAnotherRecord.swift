// error: cannot convert value of type 'KeyPath<Runway.Fields, Field<Runway, String>>' to expected argument type
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\Runway.Fields.surface).equals("grass").toArray()
    #else
    try airports.where(\Airport.Fields.name).equals("Zug").toArray()
    #endif
}
