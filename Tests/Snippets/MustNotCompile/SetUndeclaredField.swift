// error: value of type 'Airport.Fields' has no member 'note'
import Roost

private func change(_ airports: Records<Airport, Database>) throws {
    #if WRONG
    try airports.update("LSZH", .set(\.note, to: ""))
    #else
    try airports.update("LSZH", .set(\.name, to: ""))
    #endif
}
