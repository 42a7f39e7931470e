// error: records whose field is not nil are found by isNotNil()
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.city).notEqual(nil).toArray()
    #else
    try airports.where(\.city).isNotNil().toArray()
    #endif
}
