// error: give each field of where(…) one value of its type, in the order of the fields
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.name, \.elevation).equals("Zug", 1_000, true).toArray()
    #else
    try airports.where(\.name, \.elevation, \.isOpen).equals("Zug", 1_000, true).toArray()
    #endif
}
