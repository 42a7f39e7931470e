// error: 'nil' is not compatible with expected argument type 'Optional<String>.Scalar' (aka 'String')
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.city).equals(nil).toArray()
    #else
    try airports.where(\.city).isNil().toArray()
    #endif
}
