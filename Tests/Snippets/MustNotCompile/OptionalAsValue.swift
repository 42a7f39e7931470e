// error: unwrap the value; records whose field is nil are found by isNil()
import Roost

private func query(_ airports: Records<Airport, Database>, _ city: String?) throws -> [Airport] {
    #if WRONG
    try airports.where(\.city).equals(city).toArray()
    #else
    guard let city else { return try airports.where(\.city).isNil().toArray() }
    return try airports.where(\.city).equals(city).toArray()
    #endif
}
