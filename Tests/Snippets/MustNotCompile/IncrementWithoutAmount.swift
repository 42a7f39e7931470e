// error: no exact matches in call to static method 'increment'
import Roost

private func change(_ airports: Records<Airport, Database>) throws {
    #if WRONG
    try airports.update("LSZH", .increment(\.length))
    #else
    try airports.update("LSZH", .increment(\.elevation))
    #endif
}
