// error: cannot convert value of type 'any WritableKeyPath<Airport, String> & Sendable' to expected argument type
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\Airport.name).equals("Zug").toArray()
    #else
    try airports.where(\.name).equals("Zug").toArray()
    #endif
}
