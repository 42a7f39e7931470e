// error: cannot convert value of type 'String' to expected element type 'Int'
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.name, \.elevation).anyOf([("Zug", "high")]).toArray()
    #else
    try airports.where(\.name, \.elevation).anyOf([("Zug", 1_000)]).toArray()
    #endif
}
