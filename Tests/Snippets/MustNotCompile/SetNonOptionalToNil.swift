// error: 'nil' is not compatible with expected argument type 'String'
import Roost

private func change(_ airports: Records<Airport, Database>) throws {
    #if WRONG
    try airports.update("LSZH", .set(\.name, to: nil))
    #else
    try airports.update("LSZH", .set(\.city, to: nil))
    #endif
}
