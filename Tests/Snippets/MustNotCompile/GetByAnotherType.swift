// error: cannot convert value of type 'Int' to expected argument type 'String'
import Roost

private func find(_ airports: Records<Airport, Database>) throws -> Airport? {
    #if WRONG
    try airports.get(\.name, 1_000, \.elevation, 1_000)
    #else
    try airports.get(\.name, "Zug", \.elevation, 1_000)
    #endif
}
