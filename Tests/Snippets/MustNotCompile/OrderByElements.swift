// error: cannot convert value of type 'KeyPath<Airport.Fields, EachField<Airport, String>>' to expected argument type
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.orderBy(\.tags).toArray()
    #else
    try airports.orderBy(\.city).toArray()
    #endif
}
