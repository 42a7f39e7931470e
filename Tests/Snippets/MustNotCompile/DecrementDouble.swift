// error: decrement(_:) is for integers; increment(_:by:) adds any number
import Roost

private func change(_ airports: Records<Airport, Database>) throws {
    #if WRONG
    try airports.update("LSZH", .decrement(\.length))
    #else
    try airports.update("LSZH", .decrement(\.elevation))
    #endif
}
