// error: a floating-point field needs an amount: increment(_:by:)
import Roost

private func change(_ airports: Records<Airport, Database>) throws {
    #if WRONG
    try airports.update("LSZH", .increment(\.length))
    #else
    try airports.update("LSZH", .increment(\.elevation))
    #endif
}
