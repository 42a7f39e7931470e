// error: cannot convert value of type 'KeyPath<Airport.Fields, Field<Airport, String>>' to expected argument type
import Roost

private func change(_ airports: Records<Airport, Database>) throws {
    #if WRONG
    try airports.update("LSZH", .increment(\.name))
    #else
    try airports.update("LSZH", .increment(\.elevation))
    #endif
}
