// error: requires that 'Field<Airport, String>.Value' (aka 'String') conform to 'OptionalComponent'
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.name).isNil().toArray()
    #else
    try airports.where(\.city).isNil().toArray()
    #endif
}
