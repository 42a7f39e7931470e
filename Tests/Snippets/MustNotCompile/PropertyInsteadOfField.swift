// error: cannot convert key path root type 'Airport' to contextual type 'Airport.Fields'
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\Airport.name).equals("Zug").toArray()
    #else
    try airports.where(\.name).equals("Zug").toArray()
    #endif
}
