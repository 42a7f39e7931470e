// error: pack expansion requires that 'String, Int' and '_, _, _' have the same shape
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.name, \.elevation).equals("Zug", 1_000, true).toArray()
    #else
    try airports.where(\.name, \.elevation, \.isOpen).equals("Zug", 1_000, true).toArray()
    #endif
}
