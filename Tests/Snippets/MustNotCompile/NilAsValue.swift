// error: unwrap the value; records whose field is nil are found by isNil()
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.city).equals(nil).toArray()
    #else
    try airports.where(\.city).isNil().toArray()
    #endif
}
