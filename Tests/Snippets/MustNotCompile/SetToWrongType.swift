// error: cannot convert value of type 'String' to expected argument type 'Int'
import Roost

private func change(_ airports: Records<Airport, Database>) throws {
    #if WRONG
    try airports.update("LSZH", .set(\.elevation, to: "high"))
    #else
    try airports.update("LSZH", .set(\.elevation, to: 1_000))
    #endif
}
