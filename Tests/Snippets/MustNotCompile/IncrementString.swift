// error: increment(_:) is for integers; set(_:to:) gives any field a value
import Roost

private func change(_ airports: Records<Airport, Database>) throws {
    #if WRONG
    try airports.update("LSZH", .increment(\.name))
    #else
    try airports.update("LSZH", .increment(\.elevation))
    #endif
}
