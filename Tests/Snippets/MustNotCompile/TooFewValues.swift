// error: pack expansion requires that 'String, Int' and 'String' have the same shape
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.name, \.elevation).equals("Zug").toArray()
    #else
    try airports.where(\.name, \.elevation).equals("Zug", 1_000).toArray()
    #endif
}
